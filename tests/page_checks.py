def check_page(t): return []
