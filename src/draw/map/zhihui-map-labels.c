/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-labels.h"

#include <math.h>
#include <stdlib.h>

/* What is placed already, in square cells, so that a new box looks at its neighbours alone. */
#define CELL 64.0
#define MAX_CELLS 4096

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

  if (one->wish->y < other->wish->y || one->wish->y > other->wish->y)
    return one->wish->y > other->wish->y ? 1 : -1;
  return (one->index > other->index) - (one->index < other->index);
}

/* ---- inside ---- */

/* The middle, then a little aside: a label that stands off its place by more belongs to another
 * region in the eye of the reader. */
static gboolean
place_inside (Plan *self, const Ranked *one, GArray *labels)
{
  static const double    offsets[][2] = { { 0, 0 },      { 0, -0.3 },   { 0, 0.3 },
                                          { -0.2, 0 },   { 0.2, 0 },    { -0.2, -0.3 },
                                          { 0.2, -0.3 }, { -0.2, 0.3 }, { 0.2, 0.3 } };
  const ZhihuiLabelWish *wish = one->wish;

  if (wish->room < wish->width)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      ZhihuiMapLabel label = { one->index, FALSE, { 0 } };
      double         spare = MIN (wish->room - wish->width, wish->width) / wish->width;
      double         aside = offsets[i][0] * MIN (spare, 1);

      label.box = (ZhihuiMapBox){ wish->x + wish->width * (aside - 0.5),
                                  wish->y + wish->height * (offsets[i][1] - 0.5),
                                  wish->width,
                                  wish->height };
      if (!is_free (self, &label.box))
        continue;
      take (self, &label.box);
      g_array_append_val (labels, label);
      return TRUE;
    }
  return FALSE;
}

/* ---- led ---- */

/* At the left edge, from the top down, in the order of their heights, so that no two lines cross
 * more than they must. */
static void
place_led (Plan *self, GPtrArray *led, GArray *labels)
{
  const ZhihuiLabelField *field = self->field;
  double                  widest = 0, y = field->box.y;
  guint                   n_placed = 0;

  for (guint i = 0; i < led->len; i++)
    widest = MAX (widest, ((const Ranked *) led->pdata[i])->wish->row_width);
  qsort (led->pdata, led->len, sizeof *led->pdata, compare_heights);
  for (; n_placed < led->len && y + field->row_height <= field->box.y + field->box.height;
       y += field->row_height + field->gap)
    {
      const Ranked  *one = led->pdata[n_placed];
      ZhihuiMapLabel label = { one->index, TRUE, { 0 } };

      label.box = (ZhihuiMapBox){
        field->box.x + widest - one->wish->row_width, y, one->wish->row_width, field->row_height
      };
      if (!is_free (self, &label.box))
        continue;
      take (self, &label.box);
      g_array_append_val (labels, label);
      n_placed++;
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
 * that has no room at its place is led out to the left as long as there are rows; what is left has
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
 * zhihui_map_labels_cover:
 * @labels: (element-type ZhihuiMapLabel)
 * @margin: px around each label
 *
 * Returns: whether a point lies under one of them, where it would make the label hard to read
 */
gboolean
zhihui_map_labels_cover (const GArray *labels, double x, double y, double margin)
{
  const ZhihuiMapBox point = { x, y, 0, 0 };

  for (guint i = 0; i < labels->len; i++)
    if (zhihui_map_box_meets (&g_array_index (labels, ZhihuiMapLabel, i).box, &point, margin))
      return TRUE;
  return FALSE;
}
