"""From words to prototypes (OVDiff, sections 3.1 to 3.3), and how windows are compared with them."""
