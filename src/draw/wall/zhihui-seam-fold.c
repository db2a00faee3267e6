/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-seam-fold.h"

#include <math.h>
#include <stdlib.h>

#include "zhihui-marks.h"

/* How often a panel is drawn smaller until there is room for what moves. */
#define MAX_TRIES 12
/* … and by which part at most. */
#define STEP 0.08
/* A panel is never drawn smaller than this part of itself to move its rows. */
#define LEAST 0.4
/* u, and the part of the whole: longer rectangles and boxes are grounds and lines, which become
 * longer. */
#define SOLID 44
#define ELASTIC 0.5
/* u: a text that is longer is parted, unless it would leave no more empty. */
#define LONG 360
#define HOLE 60
/* u: what stands so near on one line belongs together, as a figure and its unit; and above each
 * other, as the two lines of a row. */
#define TOGETHER 13
#define TOGETHER_ABOVE 5
/* u: a line so thin, between two things, belongs to the one behind it, which is so near. */
#define THIN 3
#define BEFORE 24
/* u: a panel so high has a title above all else, which takes so much. */
#define HIGH 150
#define TITLE 44
/* u: how far behind a seam it goes on. */
#define BEHIND 14
/* u: words stand aside of a seam by no more. */
#define ASIDE 260

/* What cannot be parted along one way: from the first ink to the last. */
typedef struct
{
  double   start, end, shift; /* px */
  guint    text;              /* the one text that it is; G_MAXUINT: more */
  gboolean is_rest;           /* of a text that was parted */
} Block;

/* One way under way; lives on the stack. */
typedef struct
{
  ZhihuiPicture        *picture;
  const ZhihuiSeamList *seams;
  gboolean              is_across; /* along x */
  double                u;
  double                near;         /* px: nearer blocks are one */
  double                top, bottom;  /* px: what lies between; @bottom 0: all */
  double                drawn, limit; /* px: how long it was drawn, and may become */
  GArray               *blocks;       /* (element-type Block), owned, ascending */
} Way;

static void
get_extent (const Way *self, const ZhihuiItem *item, double *start, double *end)
{
  *start = self->is_across ? item->x : item->y;
  *end = *start + (self->is_across ? item->width : item->height);
}

static gboolean
has_item (const Way *self, const ZhihuiItem *item)
{
  double middle = item->y + item->height / 2;

  return self->bottom <= 0 || (middle >= self->top && middle < self->bottom);
}

/* Grounds, lines below and beside things: they may become longer. */
static gboolean
is_elastic (const Way *self, const ZhihuiItem *item)
{
  double start, end;

  get_extent (self, item, &start, &end);
  return (item->kind == ZHIHUI_ITEM_RECT || zhihui_marks_is_box (item)) &&
         end - start > MAX (SOLID * self->u, ELASTIC * self->drawn);
}

/* A line that a mark is, along the way: it does not hold its ends together. */
static gboolean
is_thread (const Way *self, const ZhihuiItem *item)
{
  double along = self->is_across ? item->width : item->height;
  double aside = self->is_across ? item->height : item->width;

  return item->kind == ZHIHUI_ITEM_MARK && along > SOLID * self->u && along > 6 * aside;
}

static int
compare_blocks (const void *a, const void *b)
{
  const Block *one = a, *other = b;

  return (one->start > other->start) - (one->start < other->start);
}

/* One for each thing that holds together. */
static GArray *
list_things (const Way *self)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));

  for (guint i = 0; i < zhihui_picture_get_n_items (self->picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (self->picture, i);
      Block             block = { .text = item->kind == ZHIHUI_ITEM_TEXT ? i : G_MAXUINT };

      if (!has_item (self, item) || is_elastic (self, item) || is_thread (self, item))
        continue;
      get_extent (self, item, &block.start, &block.end);
      if (self->is_across && item->kind == ZHIHUI_ITEM_RECT && item->width <= THIN * self->u)
        block.end += BEFORE * self->u;
      if (block.end > block.start)
        g_array_append_val (blocks, block);
    }
  g_array_sort (blocks, compare_blocks);
  return blocks;
}

static void
find_blocks (Way *self)
{
  guint n_kept = 0;

  self->blocks = list_things (self);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);
      Block *last = n_kept > 0 ? &g_array_index (self->blocks, Block, n_kept - 1) : NULL;

      if (last == NULL || block->start >= last->end + self->near)
        g_array_index (self->blocks, Block, n_kept++) = *block;
      else
        {
          last->end = MAX (last->end, block->end);
          last->text = G_MAXUINT;
        }
    }
  g_array_set_size (self->blocks, n_kept);
}

/* A long text goes on behind the seam. */
static void
split_block (Way *self, guint number, double shift, const ZhihuiSeam *seam)
{
  Block             block = g_array_index (self->blocks, Block, number);
  Block             rest = { .is_rest = TRUE };
  const ZhihuiItem *item;

  if (!self->is_across || block.text == G_MAXUINT || block.end - block.start < LONG * self->u ||
      seam->to - block.start - shift < HOLE * self->u)
    return;
  rest.text =
    zhihui_picture_split_text (self->picture, block.text, seam->from - block.start - shift);
  if (rest.text == 0)
    return;

  item = zhihui_picture_get_item (self->picture, rest.text);
  get_extent (self, item, &rest.start, &rest.end);
  item = zhihui_picture_get_item (self->picture, block.text);
  get_extent (self, item, &block.start, &block.end);
  rest.start = MAX (rest.start, block.end);
  g_array_index (self->blocks, Block, number) = block;
  g_array_insert_val (self->blocks, number + 1, rest);
}

/* Each block as it is, or behind the seam that it would lie over. */
static void
shift_blocks (Way *self)
{
  double shift = 0, behind = self->is_across ? BEHIND * self->u : 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      for (guint j = 0; j < self->seams->n; j++)
        {
          const ZhihuiSeam *seam = &self->seams->items[j];
          const Block      *block = &g_array_index (self->blocks, Block, i);

          if (block->start + shift >= seam->to || block->end + shift <= seam->from)
            continue;
          split_block (self, i, shift, seam);
          block = &g_array_index (self->blocks, Block, i);
          if (block->end + shift > seam->from)
            shift = ceil (seam->to + (block->is_rest ? 0 : behind) - block->start);
        }
      g_array_index (self->blocks, Block, i).shift = shift;
    }
}

/* What stands behind the last seam goes to the end, as it does without seams. */
static void
align_end (Way *self)
{
  double to = self->seams->items[self->seams->n - 1].to, spare;
  guint  i = self->blocks->len;

  if (!self->is_across || i == 0)
    return;
  spare = floor (self->limit - self->drawn - g_array_index (self->blocks, Block, i - 1).shift);
  while (spare > 0 && i-- > 0)
    {
      Block *block = &g_array_index (self->blocks, Block, i);

      if (block->is_rest || block->start + block->shift < to)
        return;
      block->shift += spare;
    }
}

/* Of the last block that begins before @at. */
static double
get_shift (const Way *self, double at)
{
  guint low = 0, high = self->blocks->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->blocks, Block, middle).start < at)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? g_array_index (self->blocks, Block, low - 1).shift : 0;
}

static void
move_item (Way *self, guint number)
{
  const ZhihuiItem *item = zhihui_picture_get_item (self->picture, number);
  double            start, end, to_start, to_end;

  get_extent (self, item, &start, &end);
  to_start = start + get_shift (self, start + 0.01);
  to_end = is_elastic (self, item) ? end + get_shift (self, end) : to_start + end - start;
  if (is_elastic (self, item) && end > self->drawn - self->u)
    to_end = self->limit;
  if (self->is_across)
    zhihui_picture_place_item (
      self->picture, number, to_start, item->y, to_end - to_start, item->height);
  else
    zhihui_picture_place_item (
      self->picture, number, item->x, to_start, item->width, to_end - to_start);
}

/* Returns by how much it became too long; what stands at the right end stays there. */
static double
open_way (Way *self)
{
  double end = self->drawn;

  if (self->seams->n == 0)
    return self->drawn - self->limit;

  find_blocks (self);
  shift_blocks (self);
  if (self->blocks->len > 0)
    {
      const Block *last = &g_array_index (self->blocks, Block, self->blocks->len - 1);

      end = self->is_across ? self->drawn + last->shift : last->end + last->shift;
      align_end (self);
    }
  for (guint i = 0; i < zhihui_picture_get_n_items (self->picture); i++)
    if (has_item (self, zhihui_picture_get_item (self->picture, i)))
      move_item (self, i);
  g_array_unref (self->blocks);
  return end - self->limit;
}

/* ---- what moves aside ---- */

/* The title of a panel is a line of its own; what is below stands side by side without it. */
static double
open_across (const ZhihuiSeamFold *self, Way *way)
{
  double below, title;

  if (self->height < HIGH * self->u)
    return open_way (way);
  way->top = TITLE * self->u;
  way->bottom = G_MAXDOUBLE;
  below = open_way (way);
  way->top = 0;
  way->bottom = TITLE * self->u;
  title = open_way (way);
  return MAX (below, title);
}

/* Drawn smaller until what moves has room. NULL: it never has. */
static ZhihuiPicture *
draw_apart (const ZhihuiSeamFold *self, double near_above)
{
  double width = self->width, height = self->height;

  for (guint i = 0; i < MAX_TRIES && width >= LEAST * self->width && height >= LEAST * self->height;
       i++)
    {
      ZhihuiPicture *picture = self->draw (self->drawing, width, height);
      Way            across = { .picture = picture,
                                .seams = &self->seams.upright,
                                .is_across = TRUE,
                                .u = self->u,
                                .near = TOGETHER * self->u,
                                .drawn = width,
                                .limit = self->width };
      Way            down = { .picture = picture,
                              .seams = &self->seams.level,
                              .u = self->u,
                              .near = near_above,
                              .drawn = height,
                              .limit = self->height };
      double         over_x = open_across (self, &across), over_y = open_way (&down);

      if (over_x <= 0.5 && over_y <= 0.5)
        return picture;
      zhihui_picture_unref (picture);
      width -= CLAMP (ceil (over_x), 0, STEP * self->width);
      height -= CLAMP (ceil (over_y), 0, STEP * self->height);
    }
  return NULL;
}

/* Rows that are near each other are parted only where nothing else can be. */
static ZhihuiPicture *
draw_open (const ZhihuiSeamFold *self)
{
  ZhihuiPicture *picture = draw_apart (self, TOGETHER_ABOVE * self->u);

  return picture != NULL ? picture : draw_apart (self, 0);
}

static gboolean
is_over_seam (const ZhihuiSeamFold *self, double x, double y, const ZhihuiItem *item)
{
  return zhihui_seam_list_meets (&self->seams.upright, x, x + item->width) ||
         zhihui_seam_list_meets (&self->seams.level, y, y + item->height);
}

static gboolean
covers (const ZhihuiItem *item, double x, double y, const ZhihuiItem *other)
{
  return other->kind == ZHIHUI_ITEM_TEXT && x < other->x + other->width &&
         other->x < x + item->width && y < other->y + other->height && other->y < y + item->height;
}

static gboolean
is_free (const ZhihuiSeamFold *self, ZhihuiPicture *picture, guint number, double x, double y)
{
  const ZhihuiItem *item = zhihui_picture_get_item (picture, number);

  if (x < 0 || y < 0 || x + item->width > self->width || y + item->height > self->height ||
      is_over_seam (self, x, y, item))
    return FALSE;
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    if (i != number && covers (item, x, y, zhihui_picture_get_item (picture, i)))
      return FALSE;
  return TRUE;
}

typedef struct
{
  double x, y;
} Step;

static int
compare_steps (const void *a, const void *b)
{
  const Step *one = a, *other = b;
  double      far = ABS (one->x) + ABS (one->y) - ABS (other->x) - ABS (other->y);

  return (far > 0) - (far < 0);
}

/* The least step, along one way, that leaves the seam. */
static gboolean
step_aside (const ZhihuiSeamFold *self, ZhihuiPicture *picture, guint number)
{
  const ZhihuiItem *item = zhihui_picture_get_item (picture, number);
  Step              steps[4 * ZHIHUI_MAX_SEAMS];
  guint             n = 0;

  for (guint i = 0; i < self->seams.upright.n; i++)
    {
      steps[n++] = (Step){ floor (self->seams.upright.items[i].from - item->x - item->width), 0 };
      steps[n++] = (Step){ ceil (self->seams.upright.items[i].to - item->x), 0 };
    }
  for (guint i = 0; i < self->seams.level.n; i++)
    {
      steps[n++] = (Step){ 0, floor (self->seams.level.items[i].from - item->y - item->height) };
      steps[n++] = (Step){ 0, ceil (self->seams.level.items[i].to - item->y) };
    }
  qsort (steps, n, sizeof *steps, compare_steps);
  for (guint i = 0; i < n && ABS (steps[i].x) + ABS (steps[i].y) <= ASIDE * self->u; i++)
    if (is_free (self, picture, number, item->x + steps[i].x, item->y + steps[i].y))
      {
        zhihui_picture_place_item (
          picture, number, item->x + steps[i].x, item->y + steps[i].y, item->width, item->height);
        return TRUE;
      }
  return FALSE;
}

/* NULL: there is a text for which there is no other place. */
static ZhihuiPicture *
draw_under (const ZhihuiSeamFold *self)
{
  g_autoptr (ZhihuiPicture) picture = self->draw (self->drawing, self->width, self->height);

  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT && is_over_seam (self, item->x, item->y, item) &&
          !step_aside (self, picture, i))
        return NULL;
    }
  return g_steal_pointer (&picture);
}

/* The panel knows the upright seams; its rows have to move alone. NULL: it did not keep off them.
 */
static ZhihuiPicture *
draw_columns (const ZhihuiSeamFold *self)
{
  ZhihuiSeamFold rows = *self;
  g_autoptr (ZhihuiPicture) picture = NULL;

  rows.seams.upright.n = 0;
  picture = draw_open (&rows);
  for (guint i = 0; picture != NULL && i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT &&
          zhihui_seam_list_meets (&self->seams.upright, item->x, item->x + item->width))
        return NULL;
    }
  return g_steal_pointer (&picture);
}

/* ---- in a part ---- */

/* In the longest part along each way that has a seam. */
static ZhihuiPicture *
draw_part (ZhihuiSeamFold *self, gboolean is_across, gboolean is_down)
{
  ZhihuiSeamFold part = *self;
  ZhihuiPicture *picture;

  self->x = self->y = 0;
  if (is_across)
    {
      part.width = zhihui_seam_list_find_widest (&self->seams.upright, self->width, &self->x);
      part.seams.upright.n = 0;
    }
  if (is_down)
    {
      part.height = zhihui_seam_list_find_widest (&self->seams.level, self->height, &self->y);
      part.seams.level.n = 0;
    }
  self->x = ceil (self->x);
  self->y = ceil (self->y);
  part.width = floor (part.width) - 1;
  part.height = floor (part.height) - 1;
  picture = part.seams.level.n > 0 || part.seams.upright.n > 0
              ? draw_open (&part)
              : self->draw (self->drawing, part.width, part.height);
  if (picture == NULL)
    return NULL;

  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      zhihui_picture_place_item (
        picture, i, item->x + self->x, item->y + self->y, item->width, item->height);
    }
  return picture;
}

/**
 * zhihui_seam_fold_draw:
 * @self: @x and @y are set
 *
 * Draws a panel that seams cross so that no text lies over one: its rows, and where it may be what
 * stands side by side, move behind the seam; words of a chart stand aside. Where that cannot be it
 * is drawn in the largest part of its place that no seam crosses.
 *
 * Returns: (transfer full): as large as the panel
 */
ZhihuiPicture *
zhihui_seam_fold_draw (ZhihuiSeamFold *self)
{
  gboolean       has_upright, has_level;
  ZhihuiPicture *picture = NULL;

  g_return_val_if_fail (self != NULL && self->draw != NULL, NULL);

  has_upright = self->seams.upright.n > 0;
  has_level = self->seams.level.n > 0;
  self->x = self->y = 0;
  if (self->manner == ZHIHUI_SEAMS_UNDER)
    picture = draw_under (self);
  else if (self->manner == ZHIHUI_SEAMS_BETWEEN_COLUMNS && has_upright)
    picture = draw_columns (self);
  else if (self->manner == ZHIHUI_SEAMS_BETWEEN_ALL || !has_upright)
    picture = draw_open (self);
  if (picture == NULL && has_upright && self->manner != ZHIHUI_SEAMS_UNDER)
    picture = draw_part (self, TRUE, FALSE);
  if (picture == NULL)
    picture = draw_part (self, has_upright, has_level);
  zhihui_picture_set_size (picture, self->width, self->height);
  return picture;
}
