/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_LABEL_SPOTS 6

/* Where the names of a map stand. Pure geometry in pixels: who measures text and who draws it is
 * not known here. */

typedef struct
{
  double x, y, width, height;
} ZhihuiMapBox;

typedef struct
{
  double   x, y;          /* where the label belongs: its middle if it has room there */
  double   width, height; /* of name above figure */
  double   row_width;     /* of name and figure beside each other, for a leader; 0: never led */
  double   room;          /* how wide a label may be there; a wider one is led or left out */
  double   dot_x, dot_y;  /* from x, y: where a line from a led label ends */
  double   inner;         /* px: so far around its place all is its region; 0: not known */
  gboolean alert;
  guint    overdue;
  double   size; /* of the region, px²: the larger is labelled first */

  struct
  {
    double x, y;
  } spots[ZHIHUI_LABEL_SPOTS]; /* other middles with room for all of it, the best first */
  guint n_spots;
} ZhihuiLabelWish;

typedef struct
{
  guint        wish;     /* index */
  gboolean     led;      /* at the side, with a line to x, y of its wish */
  gboolean     at_right; /* which side */
  ZhihuiMapBox box;
  double       x, y; /* of a led one: where its line ends */
} ZhihuiMapLabel;

typedef struct
{
  ZhihuiMapBox        box;       /* no label leaves it */
  const ZhihuiMapBox *obstacles; /* borrowed: ◆, legend, what else must stay visible */
  gsize               n_obstacles;
  double              gap;        /* between labels */
  double              row_height; /* of a led label */
  guint               max_led;
  double              led_end;   /* where labels at the left end, if the widest has room there */
  double              led_start; /* where labels at the right begin, likewise; 0: there are none */
  const ZhihuiMapBox *led_obstacles; /* borrowed: what only led labels avoid: the map itself */
  gsize               n_led_obstacles;
} ZhihuiLabelField;

GArray *
zhihui_map_labels_place (const ZhihuiLabelField *field, const ZhihuiLabelWish *wishes, gsize n);
gboolean zhihui_map_box_clip (
  const ZhihuiMapBox *box, double x, double y, double to_x, double to_y, double part[2]);

static inline ZhihuiMapBox
zhihui_map_box_around (double x, double y, double width, double height)
{
  return (ZhihuiMapBox){ x - width / 2, y - height / 2, width, height };
}

static inline gboolean
zhihui_map_box_meets (const ZhihuiMapBox *a, const ZhihuiMapBox *b, double gap)
{
  return a->x < b->x + b->width + gap && b->x < a->x + a->width + gap &&
         a->y < b->y + b->height + gap && b->y < a->y + a->height + gap;
}

G_END_DECLS
