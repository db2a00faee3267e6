/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-stroke-area.h"

#include <math.h>

/* Corners nearer than that are one, px. */
#define NEAREST 0.1

/* Ends of thinner lines are square: one cannot see the difference, px. */
#define LEAST_ROUND 2.0

/* The cosine of the widest turn that has a mitre, one corner at either side: of lines with round
 * ends, and of thinner ones. */
#define LEAST_MITRED 0.3
#define LEAST_MITRED_THIN -0.4

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

  self->length = sqrt (x * x + y * y);
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

/* Where the two sides begin or end, and what lies between them there. @sign: -1 at the beginning of
 * the line, 1 at its end. */
static void
draw_cap (Pen *pen, const Piece *piece, const ZhihuiSpot *end, double sign)
{
  double       along_x = piece->along_x * pen->half * sign;
  double       along_y = piece->along_y * pen->half * sign;
  const double bow = G_SQRT2 / 2;
  ZhihuiSpot   right = { end->x + piece->across_x, end->y + piece->across_y };
  ZhihuiSpot   left = { end->x - piece->across_x, end->y - piece->across_y };
  ZhihuiSpot   spots[5];

  if (sign > 0)
    {
      move_right (pen, right.x, right.y);
      move_left (pen, left.x, left.y);
    }
  spots[0] = left;
  spots[1] = (ZhihuiSpot){ end->x + (along_x - piece->across_x) * bow,
                           end->y + (along_y - piece->across_y) * bow };
  spots[2] = (ZhihuiSpot){ end->x + along_x, end->y + along_y };
  spots[3] = (ZhihuiSpot){ end->x + (along_x + piece->across_x) * bow,
                           end->y + (along_y + piece->across_y) * bow };
  spots[4] = right;
  for (guint i = 0; i < 4; i++)
    if (sign < 0)
      go (pen, &spots[i], &spots[i + 1]);
    else
      go (pen, &spots[i + 1], &spots[i]);
  pen->right = right;
  pen->left = left;
}

/* The same without a bow: both sides are longer by half the width. */
static void
draw_square_cap (Pen *pen, const Piece *piece, const ZhihuiSpot *end, double sign)
{
  double     x = end->x + piece->along_x * pen->half * sign;
  double     y = end->y + piece->along_y * pen->half * sign;
  ZhihuiSpot right = { x + piece->across_x, y + piece->across_y };
  ZhihuiSpot left = { x - piece->across_x, y - piece->across_y };

  if (sign > 0)
    {
      move_right (pen, right.x, right.y);
      move_left (pen, left.x, left.y);
      go (pen, &right, &left);
      return;
    }
  go (pen, &left, &right);
  pen->right = right;
  pen->left = left;
}

static void
draw_end (Pen *pen, const Piece *piece, const ZhihuiSpot *end, double sign)
{
  if (pen->half * 2 < LEAST_ROUND)
    draw_square_cap (pen, piece, end, sign);
  else
    draw_cap (pen, piece, end, sign);
}

static void
turn (Pen *pen, const Piece *before, const Piece *after)
{
  const ZhihuiSpot *at = &after->from;
  double            cosine = before->along_x * after->along_x + before->along_y * after->along_y;
  double            sine = before->along_x * after->along_y - before->along_y * after->along_x;
  double            room = MIN (before->length, after->length) * (1 + cosine);

  /* The inner corner must lie beside both pieces. */
  if (cosine > (pen->half * 2 < LEAST_ROUND ? LEAST_MITRED_THIN : LEAST_MITRED) &&
      room > pen->half * fabs (sine))
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
        draw_end (&pen, piece, from, -1);
      else
        turn (&pen, &pieces[(n + 1) % 2], piece);
      from = &spots[i];
      n++;
    }
  if (n > 0)
    draw_end (&pen, &pieces[(n + 1) % 2], &pieces[(n + 1) % 2].to, 1);
}
