"""Ways to hardware: each driver speaks `port.driver.Driver` to the server and its own language to devices."""
