"""Rules in hand: versions side by side, the procedure as a picture, publishing, rolling back and trying out."""
