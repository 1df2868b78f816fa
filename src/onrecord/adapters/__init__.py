"""What stands between onrecord and the outside: pages that come in, the store that keeps them."""
