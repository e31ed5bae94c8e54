"""Virtual readers and the tree of devices: a card that opens a door on screen, and a device that loses its network."""

from playwright.sync_api import expect

from tests.console.browser import Visit, axe


class TestVirtualReaders:
    def test_somebody_shows_his_card_and_the_door_opens_on_screen_and_in_the_list(self, signed_in: Visit) -> None:
        page = signed_in.page
        changed = page.request.put(f"{signed_in.url}/api/doors/1", data={"Door": {"open_duration": "60"}})
        assert changed.ok, changed.text()
        signed_in.go("/devices/readers")
        screen = page.get_by_role("status", name="Screen of Main entrance")
        door = page.get_by_role("status", name="State of Main entrance")
        happened = page.get_by_role("list", name="What happened")
        expect(screen).to_contain_text("Ready")
        expect(door).to_contain_text("Closed")
        page.get_by_label("Person").fill("chl cas")
        page.get_by_role("option", name="Chloe Castillo · Engineering").first.click()
        page.get_by_role("button", name="Show card 10002").click()
        expect(screen).to_contain_text("Access granted")
        expect(screen).to_contain_text("Chloe Castillo")
        expect(door).to_contain_text("Unlocked")
        expect(happened).to_contain_text("Chloe Castillo")
        assert axe(page) == []
        page.get_by_role("button", name="Open the door").click()
        expect(door).to_contain_text("Open")
        expect(happened).to_contain_text("Door sensor: opened")
        page.get_by_role("button", name="Close the door").click()
        expect(door).to_contain_text("Unlocked")

    def test_a_card_that_nobody_has_is_refused_with_the_reason(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/devices/readers?reader=542190003")
        page.get_by_label("Any card by its number").fill("12345")
        page.get_by_label("Any card by its number").press("Enter")
        screen = page.get_by_role("status", name="Screen of Goods entrance")
        expect(screen).to_contain_text("Access denied")
        expect(screen).to_contain_text("The card is not known to the device.")
        expect(page.get_by_role("status", name="State of Goods entrance")).to_contain_text("Closed")

    def test_a_card_and_a_pin_one_after_the_other(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/devices/readers?reader=542190024")
        screen = page.get_by_role("status", name="Screen of Server room")
        page.get_by_label("Any card by its number").fill("10147")
        page.get_by_label("Any card by its number").press("Enter")
        expect(screen).to_contain_text("Waiting for PIN.")
        page.get_by_label("PIN on the keypad").fill("2580")
        page.get_by_label("PIN on the keypad").press("Enter")
        expect(screen).to_contain_text("Access granted")


class TestTheTree:
    def test_a_device_without_network_is_offline_and_comes_back_level(self, signed_in: Visit) -> None:
        tree = signed_in.page
        signed_in.go("/devices?q=reception")
        row = tree.get_by_role("row", name="Reception")
        expect(row).to_contain_text("Online")
        assert axe(tree) == []
        reader = signed_in.context.new_page()
        reader.goto(f"{signed_in.url}/devices/readers?reader=542190002")
        network = reader.get_by_role("switch", name="Network")
        network.press("Space")
        expect(row).to_contain_text("Offline")
        expect(tree.get_by_role("status", name="State of the site")).to_contain_text("1 device offline")
        expect(reader.get_by_role("status", name="Screen of Reception")).to_contain_text("No network")
        network.press("Space")
        expect(row).to_contain_text("Online")
        expect(row).to_contain_text("Level")

    def test_a_device_is_opened_from_the_tree_and_its_page_tells_what_it_holds(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/devices?q=controller first")
        page.get_by_role("row", name="Controller first floor").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Controller first floor")
        expect(page.get_by_role("row", name="People")).to_contain_text("201")
        expect(page.get_by_role("region", name="Device", exact=True)).to_contain_text("Meeting rooms")
        expect(page.get_by_role("region", name="Doors")).to_contain_text("Archive")
        assert axe(page) == []
        page.get_by_role("button", name="Synchronise").click()
        page.get_by_role("button", name="Jobs:").click()
        expect(page.get_by_role("dialog")).to_contain_text("Done")
