/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-hex-place.h"

#include <math.h>
#include <stdlib.h>

#define SQRT_3 1.7320508075688772
#define MAX_TRIES 120000 /* of better places, all together */
#define MANY 600         /* from here on in rows at once: nobody sees a neighbour among so many */
#define CLOSER 0.94      /* a little closer than they lie, so that the grid has no holes */

static const ZhihuiHexPlace neighbours[] = { { 1, 0 },  { 0, 1 },  { -1, 1 },
                                             { -1, 0 }, { 0, -1 }, { 1, -1 } };

typedef struct
{
  guint           n;
  ZhihuiHexPoint *wished; /* owned: where each would stand, cells of height 2 */
  ZhihuiHexPlace *places; /* borrowed from the caller */
  GHashTable     *taken;  /* (element-type ZhihuiHexPlace* guint + 1): borrows from places */
} Placing;

static guint
hash_place (gconstpointer data)
{
  const ZhihuiHexPlace *place = data;

  return (guint) place->q * 73856093u ^ (guint) place->r * 19349663u;
}

static gboolean
equal_places (gconstpointer a, gconstpointer b)
{
  const ZhihuiHexPlace *one = a, *other = b;

  return one->q == other->q && one->r == other->r;
}

static guint
find_owner (const Placing *self, const ZhihuiHexPlace *place)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, place));
}

static void
settle (Placing *self, guint index, ZhihuiHexPlace place)
{
  self->places[index] = place;
  g_hash_table_insert (self->taken, &self->places[index], GUINT_TO_POINTER (index + 1));
}

static double
measure (const Placing *self, guint index, const ZhihuiHexPlace *place)
{
  double x = SQRT_3 * (place->q + place->r / 2.0) - self->wished[index].x;
  double y = 1.5 * place->r - self->wished[index].y;

  return x * x + y * y;
}

/* ---- scale ---- */

static int
compare_points (const void *a, const void *b)
{
  const ZhihuiHexPoint *one = a, *other = b;

  if (one->x < other->x || one->x > other->x)
    return one->x < other->x ? -1 : 1;
  return (one->y > other->y) - (one->y < other->y);
}

static double
cross (const ZhihuiHexPoint *o, const ZhihuiHexPoint *a, const ZhihuiHexPoint *b)
{
  return (a->x - o->x) * (b->y - o->y) - (a->y - o->y) * (b->x - o->x);
}

/* Area of the convex hull, by Andrew's monotone chain. */
static double
measure_hull (const ZhihuiHexPoint *points, guint n)
{
  g_autofree ZhihuiHexPoint *sorted = g_memdup2 (points, n * sizeof *points);
  g_autofree ZhihuiHexPoint *hull = g_new (ZhihuiHexPoint, 2 * n + 2);
  gsize                      length = 0, lower;
  double                     area = 0;

  qsort (sorted, n, sizeof *sorted, compare_points);
  for (guint i = 0; i < n; i++)
    {
      while (length >= 2 && cross (&hull[length - 2], &hull[length - 1], &sorted[i]) <= 0)
        length--;
      hull[length++] = sorted[i];
    }
  lower = length + 1;
  for (guint i = n - 1; i-- > 0;)
    {
      while (length >= lower && cross (&hull[length - 2], &hull[length - 1], &sorted[i]) <= 0)
        length--;
      hull[length++] = sorted[i];
    }
  for (gsize i = 0; i + 1 < length; i++)
    area += hull[i].x * hull[i + 1].y - hull[i + 1].x * hull[i].y;
  return fabs (area) / 2;
}

/* So that as many cells lie between the points as there are points: those at the edge have half of
 * theirs outside. */
static void
scale_points (Placing *self, const ZhihuiHexPoint *points)
{
  double x = 0, y = 0, left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE,
         bottom = -G_MAXDOUBLE, area, inside, factor;

  for (guint i = 0; i < self->n; i++)
    {
      x += points[i].x / self->n;
      y += points[i].y / self->n;
      left = MIN (left, points[i].x);
      right = MAX (right, points[i].x);
      top = MIN (top, points[i].y);
      bottom = MAX (bottom, points[i].y);
    }
  area = MAX (measure_hull (points, self->n),
              MAX (right - left, bottom - top) * MAX (right - left, bottom - top) / self->n);
  inside = MAX (sqrt (self->n) - 1, 0.7);
  factor = area > 0 ? CLOSER * inside * sqrt (1.5 * SQRT_3 / area) : 0;
  for (guint i = 0; i < self->n; i++)
    self->wished[i] = (ZhihuiHexPoint){ (points[i].x - x) * factor, (points[i].y - y) * factor };
}

/* ---- first places ---- */

static ZhihuiHexPlace
round_place (const ZhihuiHexPoint *point)
{
  double r = point->y / 1.5, q = point->x / SQRT_3 - r / 2, s = -q - r;
  double rq = round (q), rr = round (r), rs = round (s);
  double dq = fabs (rq - q), dr = fabs (rr - r), ds = fabs (rs - s);

  if (dq > dr && dq > ds)
    rq = -rr - rs;
  else if (dr > ds)
    rr = -rq - rs;
  return (ZhihuiHexPlace){ (int) rq, (int) rr };
}

/* The free cell that is nearest, in rings about the own one. */
static ZhihuiHexPlace
find_free (const Placing *self, guint index)
{
  ZhihuiHexPlace own = round_place (&self->wished[index]), best = own;
  double         least = G_MAXDOUBLE;

  for (int radius = 0; radius <= (int) self->n + 1; radius++)
    {
      if (least < G_MAXDOUBLE && radius * 1.5 - 2 > sqrt (least))
        break;
      for (int q = -radius; q <= radius; q++)
        for (int r = MAX (-radius, -q - radius); r <= MIN (radius, -q + radius); r++)
          {
            ZhihuiHexPlace place = { own.q + q, own.r + r };
            double         distance;

            if (MAX (abs (q), MAX (abs (r), abs (q + r))) != radius || find_owner (self, &place))
              continue;
            distance = measure (self, index, &place);
            if (distance < least)
              {
                least = distance;
                best = place;
              }
          }
    }
  return best;
}

typedef struct
{
  double distance;
  guint  index;
} Turn;

static int
compare_turns (const void *a, const void *b)
{
  const Turn *one = a, *other = b;

  if (one->distance < other->distance || one->distance > other->distance)
    return one->distance < other->distance ? -1 : 1;
  return (one->index > other->index) - (one->index < other->index);
}

/* From the middle outwards: who is crowded out is pushed away from the crowd. */
static void
place_all (Placing *self)
{
  g_autofree Turn *turns = g_new (Turn, self->n);

  for (guint i = 0; i < self->n; i++)
    turns[i] = (Turn){ hypot (self->wished[i].x, self->wished[i].y), i };
  qsort (turns, self->n, sizeof *turns, compare_turns);
  for (guint i = 0; i < self->n; i++)
    settle (self, turns[i].index, find_free (self, turns[i].index));
}

/* ---- better places ---- */

static gboolean
try_place (Placing *self, guint index, ZhihuiHexPlace place)
{
  ZhihuiHexPlace own = self->places[index];
  guint          owner = find_owner (self, &place);
  double         before = measure (self, index, &own), after = measure (self, index, &place);

  if (owner > 0)
    {
      before += measure (self, owner - 1, &place);
      after += measure (self, owner - 1, &own);
    }
  if (after >= before - 1e-9)
    return FALSE;
  g_hash_table_remove (self->taken, &self->places[index]);
  if (owner > 0)
    {
      g_hash_table_remove (self->taken, &self->places[owner - 1]);
      settle (self, owner - 1, own);
    }
  settle (self, index, place);
  return TRUE;
}

/* Moves and exchanges with cells up to two away, as long as all together come nearer. */
static void
improve (Placing *self)
{
  gboolean moved = TRUE;

  for (guint tries = 0; tries < MAX_TRIES && moved; tries += self->n * 18)
    {
      moved = FALSE;
      for (guint i = 0; i < self->n; i++)
        for (int q = -2; q <= 2; q++)
          for (int r = MAX (-2, -q - 2); r <= MIN (2, -q + 2); r++)
            moved |=
              (q != 0 || r != 0) &&
              try_place (self, i, (ZhihuiHexPlace){ self->places[i].q + q, self->places[i].r + r });
    }
}

/* ---- one piece ---- */

static void
mark_piece (const Placing *self, guint start, guint *pieces, guint piece)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  pieces[start] = piece;
  g_array_append_val (open, start);
  while (open->len > 0)
    {
      ZhihuiHexPlace at = self->places[g_array_index (open, guint, open->len - 1)];

      g_array_set_size (open, open->len - 1);
      for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
        {
          ZhihuiHexPlace beside = { at.q + neighbours[i].q, at.r + neighbours[i].r };
          guint          owner = find_owner (self, &beside);

          if (owner == 0 || pieces[owner - 1] != 0)
            continue;
          owner--;
          pieces[owner] = piece;
          g_array_append_val (open, owner);
        }
    }
}

/* How many steps from one cell to another, and the first of them. */
static int
find_step (const ZhihuiHexPlace *from, const ZhihuiHexPlace *to, ZhihuiHexPlace *step)
{
  int q = to->q - from->q, r = to->r - from->r;

  *step = (ZhihuiHexPlace){ (q > 0) - (q < 0), (r > 0) - (r < 0) };
  if (abs (q + r) > MAX (abs (q), abs (r)))
    step->r = 0; /* both ways at once would be no step to a neighbour */
  return MAX (abs (q), MAX (abs (r), abs (q + r)));
}

static void
shift_piece (Placing *self, const guint *pieces, guint piece, ZhihuiHexPlace step)
{
  for (guint i = 0; i < self->n; i++)
    if (pieces[i] == piece)
      g_hash_table_remove (self->taken, &self->places[i]);
  for (guint i = 0; i < self->n; i++)
    if (pieces[i] == piece)
      settle (self, i, (ZhihuiHexPlace){ self->places[i].q + step.q, self->places[i].r + step.r });
}

/* The rest draws a piece near: whole, by the shortest way. */
static gboolean
join_piece (Placing *self, const guint *pieces, guint piece)
{
  ZhihuiHexPlace best = { 0, 0 };
  int            least = G_MAXINT;

  for (guint i = 0; i < self->n; i++)
    for (guint j = 0; j < self->n && pieces[i] == piece; j++)
      {
        ZhihuiHexPlace step;
        int            distance = find_step (&self->places[i], &self->places[j], &step);

        if (pieces[j] == piece || distance >= least)
          continue;
        least = distance;
        best = step;
      }
  if (least <= 1 || least == G_MAXINT)
    return FALSE;
  shift_piece (self, pieces, piece, best);
  return TRUE;
}

static void
join_pieces (Placing *self)
{
  g_autofree guint *pieces = g_new (guint, self->n);

  for (guint round = 0; round < 50 + self->n; round++)
    {
      guint n_pieces = 0, start;

      for (guint i = 0; i < self->n; i++)
        pieces[i] = 0;
      for (start = 0; start < self->n && n_pieces < 2; start++)
        if (pieces[start] == 0)
          mark_piece (self, start, pieces, ++n_pieces);
      if (n_pieces < 2 || !join_piece (self, pieces, 2))
        return;
    }
}

/* ---- many ---- */

/* A point and where it was given. */
typedef struct
{
  ZhihuiHexPoint at;
  guint          index;
} Spot;

static int
compare_across (const void *a, const void *b)
{
  const Spot *one = a, *other = b;

  if (one->at.x < other->at.x || one->at.x > other->at.x)
    return one->at.x < other->at.x ? -1 : 1;
  return (one->index > other->index) - (one->index < other->index);
}

static int
compare_down (const void *a, const void *b)
{
  const Spot *one = a, *other = b;

  if (one->at.y < other->at.y || one->at.y > other->at.y)
    return one->at.y < other->at.y ? -1 : 1;
  return (one->index > other->index) - (one->index < other->index);
}

/* Rows of one length from the north, each from the west. */
static void
place_in_rows (const ZhihuiHexPoint *points, guint n, ZhihuiHexPlace *places)
{
  g_autofree Spot *spots = g_new (Spot, n);
  guint            across = (guint) ceil (sqrt (n));

  for (guint i = 0; i < n; i++)
    spots[i] = (Spot){ points[i], i };
  qsort (spots, n, sizeof *spots, compare_down);
  for (guint row = 0; row * across < n; row++)
    {
      Spot *first = &spots[row * across];
      guint length = MIN (across, n - row * across);

      qsort (first, length, sizeof *first, compare_across);
      for (guint i = 0; i < length; i++)
        places[first[i].index] = (ZhihuiHexPlace){ (int) i - (int) (row / 2), (int) row };
    }
}

/**
 * zhihui_hex_place_points:
 * @points: (array length=n): where things lie, finite; y grows downwards
 *
 * The sum of squared ways is made small by exchanges, after everything was placed from the middle
 * outwards; very many are laid in rows. The same points always give the same places.
 *
 * Returns: (transfer full) (array length=n): cells, no two the same, all of one piece
 */
ZhihuiHexPlace *
zhihui_hex_place_points (const ZhihuiHexPoint *points, guint n)
{
  ZhihuiHexPlace *places = g_new0 (ZhihuiHexPlace, MAX (n, 1));
  Placing         self = { .n = n, .places = places };

  g_return_val_if_fail (points != NULL || n == 0, places);

  if (n >= MANY)
    place_in_rows (points, n, places);
  if (n == 0 || n >= MANY)
    return places;
  self.wished = g_new (ZhihuiHexPoint, n);
  self.taken = g_hash_table_new (hash_place, equal_places);
  scale_points (&self, points);
  place_all (&self);
  improve (&self);
  join_pieces (&self);
  g_hash_table_unref (self.taken);
  g_free (self.wished);
  return places;
}
