/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-labels.h"

#include <math.h>
#include <stdlib.h>

/* What is placed already, in square cells, so that a new box looks at its neighbours alone. */
#define CELL 64.0
#define MAX_CELLS 4096

/* In which a label looks for room around its place. */
#define DIRECTIONS 16
/* A little of its corners may lie over the border. */
#define OVER 1.1

typedef struct
{
  const ZhihuiLabelField *field;
  GArray                 *boxes; /* (element-type ZhihuiMapBox), owned: all that is taken */
  guint                   across, down;
  double                  cell_width, cell_height;
  GArray                **cells; /* owned; NULL: nothing there; (element-type guint) of boxes */
} Plan;

static void
plan_init (Plan *self, const ZhihuiLabelField *field)
{
  double side = MAX (CELL, sqrt (field->box.width * field->box.height / MAX_CELLS));

  self->field = field;
  self->boxes = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapBox));
  self->across = (guint) MAX (field->box.width / side, 1);
  self->down = (guint) MAX (field->box.height / side, 1);
  self->cell_width = field->box.width / self->across;
  self->cell_height = field->box.height / self->down;
  self->cells = g_new0 (GArray *, (gsize) self->across * self->down);
}

static void
plan_clear (Plan *self)
{
  for (gsize i = 0; i < (gsize) self->across * self->down; i++)
    g_clear_pointer (&self->cells[i], g_array_unref);
  g_clear_pointer (&self->cells, g_free);
  g_clear_pointer (&self->boxes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* The cells that a box touches: first and last of both ways. */
static void
find_cells (const Plan *self, const ZhihuiMapBox *box, double gap, guint range[4])
{
  const ZhihuiMapBox *whole = &self->field->box;
  double              left = (box->x - gap - whole->x) / self->cell_width;
  double              top = (box->y - gap - whole->y) / self->cell_height;
  double              right = (box->x + box->width + gap - whole->x) / self->cell_width;
  double              bottom = (box->y + box->height + gap - whole->y) / self->cell_height;

  range[0] = (guint) CLAMP (left, 0, self->across - 1);
  range[1] = (guint) CLAMP (right, 0, self->across - 1);
  range[2] = (guint) CLAMP (top, 0, self->down - 1);
  range[3] = (guint) CLAMP (bottom, 0, self->down - 1);
}

static void
take (Plan *self, const ZhihuiMapBox *box)
{
  guint range[4], index = self->boxes->len;

  g_array_append_val (self->boxes, *box);
  find_cells (self, box, 0, range);
  for (guint row = range[2]; row <= range[3]; row++)
    for (guint column = range[0]; column <= range[1]; column++)
      {
        GArray **cell = &self->cells[row * self->across + column];

        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*cell, index);
      }
}

static gboolean
is_free (const Plan *self, const ZhihuiMapBox *box)
{
  const ZhihuiMapBox *whole = &self->field->box;
  double              gap = self->field->gap;
  guint               range[4];

  if (box->x < whole->x || box->y < whole->y || box->x + box->width > whole->x + whole->width ||
      box->y + box->height > whole->y + whole->height)
    return FALSE;
  find_cells (self, box, gap, range);
  for (guint row = range[2]; row <= range[3]; row++)
    for (guint column = range[0]; column <= range[1]; column++)
      {
        const GArray *cell = self->cells[row * self->across + column];

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          if (zhihui_map_box_meets (
                box,
                &g_array_index (self->boxes, ZhihuiMapBox, g_array_index (cell, guint, i)),
                gap))
            return FALSE;
      }
  return TRUE;
}

/* ---- order ---- */

typedef struct
{
  const ZhihuiLabelWish *wish;
  guint                  index;
} Ranked;

static int
compare_ranked (const void *a, const void *b)
{
  const Ranked *one = a, *other = b;

  if (one->wish->alert != other->wish->alert)
    return one->wish->alert ? -1 : 1;
  if (one->wish->overdue != other->wish->overdue)
    return one->wish->overdue > other->wish->overdue ? -1 : 1;
  if (one->wish->size < other->wish->size || one->wish->size > other->wish->size)
    return one->wish->size > other->wish->size ? -1 : 1;
  return (one->index > other->index) - (one->index < other->index);
}

static int
compare_heights (const void *a, const void *b)
{
  const Ranked *one = *(const Ranked *const *) a, *other = *(const Ranked *const *) b;

  double y = one->wish->y + one->wish->dot_y, other_y = other->wish->y + other->wish->dot_y;

  if (y < other_y || y > other_y)
    return y > other_y ? 1 : -1;
  return (one->index > other->index) - (one->index < other->index);
}

/* ---- inside ---- */

/* With the middle at @x, @y; whether it is free there. */
static gboolean
put (Plan *self, const Ranked *one, double x, double y, GArray *labels)
{
  const ZhihuiLabelWish *wish = one->wish;
  ZhihuiMapLabel         label = { .wish = one->index,
                                   .box = zhihui_map_box_around (x, y, wish->width, wish->height) };

  if (!is_free (self, &label.box))
    return FALSE;
  take (self, &label.box);
  g_array_append_val (labels, label);
  return TRUE;
}

/* Beside what takes the middle, but wholly in the circle that is its region's. */
static gboolean
place_around (Plan *self, const Ranked *one, GArray *labels)
{
  static const double    distances[] = { 0.3, 0.45, 0.6, 0.75 };
  const ZhihuiLabelWish *wish = one->wish;

  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    for (guint j = 0; j < DIRECTIONS; j++)
      {
        double angle = 2 * G_PI * j / DIRECTIONS - G_PI / 2;
        double dx = cos (angle) * distances[i] * wish->inner;
        double dy = sin (angle) * distances[i] * wish->inner;

        if (hypot (ABS (dx) + wish->width / 2, ABS (dy) + wish->height / 2) <= OVER * wish->inner &&
            put (self, one, wish->x + dx, wish->y + dy, labels))
          return TRUE;
      }
  return FALSE;
}

/* Elsewhere in its region. */
static gboolean
place_at_spot (Plan *self, const Ranked *one, GArray *labels)
{
  const ZhihuiLabelWish *wish = one->wish;

  for (guint i = 0; i < MIN (wish->n_spots, ZHIHUI_LABEL_SPOTS); i++)
    if (put (self, one, wish->spots[i].x, wish->spots[i].y, labels))
      return TRUE;
  return FALSE;
}

/* The middle, then a little aside: a label that stands off its place by more belongs to another
 * region in the eye of the reader. */
static gboolean
place_inside (Plan *self, const Ranked *one, GArray *labels)
{
  static const double    offsets[][2] = { { 0, 0 },      { 0, -0.15 },  { 0, 0.15 }, { 0, -0.3 },
                                          { 0, 0.3 },    { -0.2, 0 },   { 0.2, 0 },  { -0.2, -0.3 },
                                          { 0.2, -0.3 }, { -0.2, 0.3 }, { 0.2, 0.3 } };
  const ZhihuiLabelWish *wish = one->wish;
  double                 spare;

  if (wish->room < wish->width)
    return place_at_spot (self, one, labels);
  spare = MIN (MIN (wish->room - wish->width, wish->width) / wish->width, 1);
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    if (put (self,
             one,
             wish->x + offsets[i][0] * spare * wish->width,
             wish->y + offsets[i][1] * wish->height,
             labels))
      return TRUE;
  return place_around (self, one, labels) || place_at_spot (self, one, labels);
}

/* ---- led ---- */

static gboolean
is_beside_map (const Plan *self, const ZhihuiMapBox *box)
{
  const ZhihuiLabelField *field = self->field;

  for (gsize i = 0; i < field->n_led_obstacles; i++)
    if (zhihui_map_box_meets (box, &field->led_obstacles[i], field->gap))
      return FALSE;
  return TRUE;
}

/* Steps of a row's height between the places that are tried. */
#define STEPS 8

/* A higher field has no labels at its sides. */
#define MAX_HEIGHTS 1000

/* More than all other costs together: as many regions as can be are led. */
#define LEFT_OUT 1e9

static ZhihuiMapBox
make_row (const ZhihuiLabelField *field,
          const ZhihuiLabelWish  *wish,
          gboolean                at_right,
          double                  widest,
          guint                   step)
{
  double y = field->box.y + step * field->row_height / STEPS;
  double end = MAX (field->led_end, field->box.x + widest);
  double start = MIN (field->led_start, field->box.x + field->box.width - widest);

  return (ZhihuiMapBox){
    at_right ? start : end - wish->row_width, y, wish->row_width, field->row_height
  };
}

/* Whether the line from a row to its region meets a label that stands inside, or nearly. */
static gboolean
meets_label (const ZhihuiMapBox    *row,
             const ZhihuiLabelWish *wish,
             gboolean               at_right,
             const GArray          *labels)
{
  double x = at_right ? row->x : row->x + row->width, y = row->y + row->height / 2;
  double margin = row->height / 8, part[2];

  for (guint i = 0; i < labels->len; i++)
    {
      const ZhihuiMapLabel *label = &g_array_index (labels, ZhihuiMapLabel, i);
      ZhihuiMapBox          around = {
                 label->box.x, label->box.y - margin, label->box.width, label->box.height + 2 * margin
      };

      if (!label->led &&
          zhihui_map_box_clip (&around, x, y, wish->x + wish->dot_x, wish->y + wish->dot_y, part))
        return TRUE;
    }
  return FALSE;
}

/* In px, what a reader's eye has to do from the row to its region: how far it goes, above all up or
 * down. Negative where the row cannot stand, or its line would go through a name. */
static double
find_cost (const Plan            *self,
           const ZhihuiLabelWish *wish,
           gboolean               at_right,
           const ZhihuiMapBox    *row,
           const GArray          *labels)
{
  double height = self->field->row_height;
  double x = wish->x + wish->dot_x, up = row->y + height / 2 - wish->y - wish->dot_y;
  double along = at_right ? row->x - x : x - row->x - row->width;

  if (!is_free (self, row) || !is_beside_map (self, row) ||
      meets_label (row, wish, at_right, labels))
    return -1;
  return MAX (along, 0) / 3 + up * up / (2 * height);
}

/* What is to be led, and what each place at each side would cost it. */
typedef struct
{
  const Ranked *ranked;
  double       *costs[2]; /* owned, one a step; at the left, at the right */
  gboolean      at_right;
} Leader;

/* The cheapest rows of some regions, of which the last is not below a step: the cost, and where the
 * last one stands. */
typedef struct
{
  double cost;
  int    step; /* -1: it is left out */
} Best;

/* All that are led; lives on the stack. */
typedef struct
{
  const ZhihuiLabelField *field;
  Leader                 *leaders; /* owned, from the top */
  guint                   n;
  double                  widest; /* px */
  guint                   n_steps, pitch;
  Best                   *best; /* owned: n + 1 lines of n_steps */
} Column;

static void
column_clear (Column *self)
{
  for (guint i = 0; i < self->n; i++)
    for (guint side = 0; side < 2; side++)
      g_free (self->leaders[i].costs[side]);
  g_clear_pointer (&self->leaders, g_free);
  g_clear_pointer (&self->best, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Column, column_clear)

/* What needs attention goes without a label last. */
static double
get_loss (const ZhihuiLabelWish *wish)
{
  return LEFT_OUT * (wish->alert ? 4 : wish->overdue > 0 ? 2 : 1);
}

static void
find_best (const Column *self, const Leader *leader, const Best *before, double all_lost, Best *now)
{
  for (guint step = 0; step < self->n_steps; step++)
    {
      double cost = leader->costs[leader->at_right][step];

      now[step] = (Best){ before[step].cost + get_loss (leader->ranked->wish), -1 };
      if (step > 0 && now[step - 1].cost <= now[step].cost)
        now[step] = now[step - 1];
      if (cost < 0)
        continue;
      cost += step >= self->pitch ? before[step - self->pitch].cost : all_lost;
      if (cost < now[step].cost)
        now[step] = (Best){ cost, (int) step };
    }
}

/* One below the other as their regions are, so that no two lines cross more than they must, and all
 * of them together as near as can be. Returns what that costs. */
static double
plan_side (Column *self, gboolean at_right)
{
  Best  *line = self->best;
  double all_lost = 0;

  for (guint step = 0; step < self->n_steps; step++)
    line[step] = (Best){ 0, -1 };
  for (guint i = 0; i < self->n; i++)
    if (self->leaders[i].at_right == at_right)
      {
        find_best (self, &self->leaders[i], line, all_lost, line + self->n_steps);
        line += self->n_steps;
        all_lost += get_loss (self->leaders[i].ranked->wish);
      }
  return line[self->n_steps - 1].cost;
}

/* After plan_side (): from the last one up. */
static void
take_side (Column *self, Plan *plan, gboolean at_right, GArray *labels)
{
  const Best *line = self->best;
  int         step = (int) self->n_steps - 1;
  guint       start = labels->len;

  for (guint i = 0; i < self->n; i++)
    line += self->leaders[i].at_right == at_right ? self->n_steps : 0;
  for (guint i = self->n; i > 0 && step >= 0; i--)
    {
      const Leader  *leader = &self->leaders[i - 1];
      const Best    *best = &line[step];
      ZhihuiMapLabel label = { .wish = leader->ranked->index, .led = TRUE, .at_right = at_right };

      if (leader->at_right != at_right)
        continue;
      line -= self->n_steps;
      if (best->step < 0)
        continue;
      label.x = leader->ranked->wish->x + leader->ranked->wish->dot_x;
      label.y = leader->ranked->wish->y + leader->ranked->wish->dot_y;
      label.box =
        make_row (self->field, leader->ranked->wish, at_right, self->widest, (guint) best->step);
      take (plan, &label.box);
      g_array_insert_val (labels, start, label);
      step = best->step - (int) self->pitch;
    }
}

/* Regions at the left are led to the left, those at the right to the right: parted where it is best
 * for all. */
static void
part_sides (Column *self)
{
  g_autofree double *parts = g_new (double, self->n);
  double             least = G_MAXDOUBLE, best = G_MAXDOUBLE;

  for (guint i = 0; i < self->n; i++)
    parts[i] = self->leaders[i].ranked->wish->x + self->leaders[i].ranked->wish->dot_x;
  for (guint part = 0; part <= self->n; part++)
    {
      double from = part < self->n ? parts[part] : G_MAXDOUBLE, cost;

      for (guint i = 0; i < self->n; i++)
        self->leaders[i].at_right = parts[i] >= from;
      cost = plan_side (self, FALSE) + plan_side (self, TRUE);
      if (cost >= least)
        continue;
      least = cost;
      best = from;
    }
  for (guint i = 0; i < self->n; i++)
    self->leaders[i].at_right = parts[i] >= best;
}

static void
add_leader (Column *self, const Plan *plan, const Ranked *ranked, const GArray *labels)
{
  Leader *leader = &self->leaders[self->n++];

  *leader = (Leader){ .ranked = ranked };
  for (guint side = 0; side < 2; side++)
    {
      leader->costs[side] = g_new (double, self->n_steps);
      for (guint step = 0; step < self->n_steps; step++)
        {
          ZhihuiMapBox row = make_row (self->field, ranked->wish, side == 1, self->widest, step);

          leader->costs[side][step] = find_cost (plan, ranked->wish, side == 1, &row, labels);
        }
    }
}

static void
place_led (Plan *plan, GPtrArray *led, GArray *labels)
{
  const ZhihuiLabelField *field = plan->field;
  double heights = field->row_height > 0 ? field->box.height / field->row_height : 0;
  g_auto (Column) self = { .field = field };

  if (led->len == 0 || heights < 1 || heights > MAX_HEIGHTS)
    return;

  qsort (led->pdata, led->len, sizeof *led->pdata, compare_heights);
  for (guint i = 0; i < led->len; i++)
    self.widest = MAX (self.widest, ((const Ranked *) led->pdata[i])->wish->row_width);
  self.n_steps = (guint) (heights * STEPS) + 1;
  self.pitch = (guint) ceil ((field->row_height + field->gap) / field->row_height * STEPS);
  self.leaders = g_new0 (Leader, led->len);
  self.best = g_new (Best, (gsize) (led->len + 1) * self.n_steps);
  for (guint i = 0; i < led->len; i++)
    add_leader (&self, plan, led->pdata[i], labels);
  if (field->led_start > 0 && field->box.width > 2 * self.widest + field->gap)
    part_sides (&self);
  for (guint side = 0; side < 2; side++)
    {
      plan_side (&self, side == 1);
      take_side (&self, plan, side == 1, labels);
    }
}

static gboolean
is_on_field (const ZhihuiLabelField *field, const ZhihuiLabelWish *wish)
{
  return isfinite (wish->x) && isfinite (wish->y) && wish->width > 0 && wish->height > 0 &&
         wish->x >= field->box.x && wish->x <= field->box.x + field->box.width &&
         wish->y >= field->box.y && wish->y <= field->box.y + field->box.height;
}

/**
 * zhihui_map_labels_place:
 * @field: where labels may stand
 * @wishes: (array length=n): what wants a label
 *
 * Regions under alert come first, then those with more overdue work, then the larger ones. A label
 * that has no room at its place is led out to a side as long as there are rows; what is left has
 * none. Labels neither overlap nor leave the field, and the same wishes always give the same
 * places.
 *
 * Returns: (transfer full) (element-type ZhihuiMapLabel): those placed, the led ones last
 */
GArray *
zhihui_map_labels_place (const ZhihuiLabelField *field, const ZhihuiLabelWish *wishes, gsize n)
{
  GArray            *labels = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapLabel));
  g_autofree Ranked *ranked = g_new (Ranked, n + 1);
  g_autoptr (GPtrArray) led = g_ptr_array_new ();
  gsize n_ranked = 0;
  g_auto (Plan) plan = { 0 };

  g_return_val_if_fail (field != NULL && (wishes != NULL || n == 0), labels);

  plan_init (&plan, field);
  if (field->box.width <= 0 || field->box.height <= 0)
    return labels;
  for (gsize i = 0; i < field->n_obstacles; i++)
    take (&plan, &field->obstacles[i]);
  for (gsize i = 0; i < n; i++)
    if (is_on_field (field, &wishes[i]))
      ranked[n_ranked++] = (Ranked){ &wishes[i], (guint) i };
  qsort (ranked, n_ranked, sizeof *ranked, compare_ranked);
  for (gsize i = 0; i < n_ranked; i++)
    if (!place_inside (&plan, &ranked[i], labels) && ranked[i].wish->row_width > 0 &&
        led->len < field->max_led)
      g_ptr_array_add (led, &ranked[i]);
  place_led (&plan, led, labels);
  return labels;
}

/**
 * zhihui_map_box_clip:
 * @x: where a line begins
 * @y: likewise
 * @to_x: where it ends
 * @to_y: likewise
 * @part: (out) (array fixed-size=2): which part of the line lies in the box, 0…1 of its length
 *
 * By Liang and Barsky.
 *
 * Returns: whether any does
 */
gboolean
zhihui_map_box_clip (
  const ZhihuiMapBox *box, double x, double y, double to_x, double to_y, double part[2])
{
  const double starts[] = { x, y }, ways[] = { to_x - x, to_y - y };
  const double lows[] = { box->x, box->y };
  const double highs[] = { box->x + box->width, box->y + box->height };

  part[0] = 0;
  part[1] = 1;
  for (guint i = 0; i < 2; i++)
    {
      double near, far;

      if (ABS (ways[i]) < 1e-9)
        {
          if (starts[i] <= lows[i] || starts[i] >= highs[i])
            return FALSE;
          continue;
        }
      near = (lows[i] - starts[i]) / ways[i];
      far = (highs[i] - starts[i]) / ways[i];
      part[0] = MAX (part[0], MIN (near, far));
      part[1] = MIN (part[1], MAX (near, far));
    }
  return part[0] < part[1];
}
