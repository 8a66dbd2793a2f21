"""The part of devmgr that runs inside pytest. Python >= 3.8, pytest >= 7, no other dependency."""
