/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-stroke-area.h"

#include <math.h>

/* Corners nearer than that are one, px. */
#define NEAREST 0.02

/* Thinner lines need no caps, px. */
#define LEAST_CAPPED 0.8

/* A turn of less than 60° has a mitre: one corner at either side. */
#define LEAST_MITRED 0.5

/* One straight piece of the line. */
typedef struct
{
  ZhihuiSpot from, to;
  double     along_x, along_y;   /* of length 1 */
  double     across_x, across_y; /* half the width, to the right of who walks along */
  double     length;
} Piece;

typedef struct
{
  ZhihuiAreaCells *cells;
  double           half;
  /* where the two sides of the stroke have come to */
  ZhihuiSpot right, left;
} Pen;

static gboolean
make_piece (Piece *self, const ZhihuiSpot *from, const ZhihuiSpot *to, double half)
{
  double x = to->x - from->x, y = to->y - from->y;

  self->length = hypot (x, y);
  if (self->length < NEAREST)
    return FALSE;

  self->from = *from;
  self->to = *to;
  self->along_x = x / self->length;
  self->along_y = y / self->length;
  self->across_x = -self->along_y * half;
  self->across_y = self->along_x * half;
  return TRUE;
}

static void
go (Pen *pen, const ZhihuiSpot *from, const ZhihuiSpot *to)
{
  zhihui_area_cells_add_single (pen->cells, from, to);
}

/* The right side is drawn forwards, the left one backwards: together they are a closed shape. */
static void
move_right (Pen *pen, double x, double y)
{
  ZhihuiSpot to = { x, y };

  go (pen, &pen->right, &to);
  pen->right = to;
}

static void
move_left (Pen *pen, double x, double y)
{
  ZhihuiSpot to = { x, y };

  go (pen, &to, &pen->left);
  pen->left = to;
}

/* From the left side around an end to the right one; @sign: -1 before the beginning, 1 after the
 * end. */
static void
draw_cap (Pen *pen, const Piece *piece, const ZhihuiSpot *end, double sign)
{
  double       along_x = piece->along_x * pen->half * sign;
  double       along_y = piece->along_y * pen->half * sign;
  const double bow = G_SQRT2 / 2;
  ZhihuiSpot   spots[5];

  spots[0] = (ZhihuiSpot){ end->x - piece->across_x, end->y - piece->across_y };
  spots[4] = (ZhihuiSpot){ end->x + piece->across_x, end->y + piece->across_y };
  if (pen->half * 2 < LEAST_CAPPED)
    spots[1] = spots[2] = spots[3] = *end;
  else
    {
      spots[1] = (ZhihuiSpot){ end->x + (along_x - piece->across_x) * bow,
                               end->y + (along_y - piece->across_y) * bow };
      spots[2] = (ZhihuiSpot){ end->x + along_x, end->y + along_y };
      spots[3] = (ZhihuiSpot){ end->x + (along_x + piece->across_x) * bow,
                               end->y + (along_y + piece->across_y) * bow };
    }
  for (guint i = 0; i < 4; i++)
    if (sign < 0)
      go (pen, &spots[i], &spots[i + 1]);
    else
      go (pen, &spots[i + 1], &spots[i]);
}

static void
turn (Pen *pen, const Piece *before, const Piece *after)
{
  const ZhihuiSpot *at = &after->from;
  double            cosine = before->along_x * after->along_x + before->along_y * after->along_y;
  double            sine = before->along_x * after->along_y - before->along_y * after->along_x;

  if (cosine > LEAST_MITRED && MIN (before->length, after->length) > pen->half)
    {
      double x = (before->across_x + after->across_x) / (1 + cosine);
      double y = (before->across_y + after->across_y) / (1 + cosine);

      move_right (pen, at->x + x, at->y + y);
      move_left (pen, at->x - x, at->y - y);
      return;
    }

  move_right (pen, at->x + before->across_x, at->y + before->across_y);
  move_left (pen, at->x - before->across_x, at->y - before->across_y);
  /* The inner side goes through the middle, so that no area is told twice or taken away. */
  if (sine > 0)
    move_right (pen, at->x, at->y);
  else
    move_left (pen, at->x, at->y);
  move_right (pen, at->x + after->across_x, at->y + after->across_y);
  move_left (pen, at->x - after->across_x, at->y - after->across_y);
}

/**
 * zhihui_stroke_area_add:
 * @spots: of an open line, px of the block
 * @width: px
 *
 * Adds the area within half of @width of the line, with round ends. Where it crosses itself or
 * another the sum is more than one.
 */
void
zhihui_stroke_area_add (ZhihuiAreaCells  *cells,
                        const ZhihuiSpot *spots,
                        guint             n_spots,
                        double            width)
{
  Pen               pen = { .cells = cells, .half = width / 2 };
  Piece             pieces[2];
  const ZhihuiSpot *from = spots;
  guint             n = 0;

  for (guint i = 1; i < n_spots; i++)
    {
      Piece *piece = &pieces[n % 2];

      if (!make_piece (piece, from, &spots[i], pen.half))
        continue;
      if (n == 0)
        {
          draw_cap (&pen, piece, from, -1);
          pen.right = (ZhihuiSpot){ from->x + piece->across_x, from->y + piece->across_y };
          pen.left = (ZhihuiSpot){ from->x - piece->across_x, from->y - piece->across_y };
        }
      else
        turn (&pen, &pieces[(n + 1) % 2], piece);
      from = &spots[i];
      n++;
    }
  if (n == 0)
    return;

  {
    const Piece *last = &pieces[(n + 1) % 2];

    move_right (&pen, last->to.x + last->across_x, last->to.y + last->across_y);
    move_left (&pen, last->to.x - last->across_x, last->to.y - last->across_y);
    draw_cap (&pen, last, &last->to, 1);
  }
}
