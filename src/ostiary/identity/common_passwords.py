"""The passwords that are guessed first: the hundred most common ones of at least eight characters, in lower case."""

_WORDS = """
password 12345678 123456789 1234567890 qwerty123 password1 1q2w3e4r iloveyou 11111111 00000000
qwertyuiop 1qaz2wsx 87654321 987654321 password123 sunshine princess football baseball superman
administrator admin123 admin1234 welcome1 passw0rd p@ssw0rd p@ssword 1234qwer qwer1234 asdfghjk
asdfghjkl asdf1234 zaq12wsx abcd1234 abc12345 a1b2c3d4 a1234567 12341234 11223344 12344321
88888888 66666666 77777777 99999999 55555555 22222222 12121212 123123123 123321123 147258369
1q2w3e4r5t q1w2e3r4 q1w2e3r4t5 qazwsxedc 1qazxsw2 1qaz2wsx3edc trustno1 whatever starwars jennifer
michelle computer internet corvette mercedes maverick midnight butterfly chocolate elizabeth
liverpool jonathan victoria samantha alexander danielle michael1 charlie1 superman1 password12
password2 pass1234 test1234 testtest changeme letmein1 welcome123 hello123 love1234 monkey123
dragon123 master123 login123 root1234 user1234 guest123 default1 secret123 access14 security
"""
COMMON = frozenset(_WORDS.split())
