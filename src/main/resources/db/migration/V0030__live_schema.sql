-- What goes on around a conference beside attendance. Nothing here decides who was there.
create schema live;
