"""`make bench`: what a page costs against a floor, and whether the promised figures hold."""
