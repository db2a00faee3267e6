/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-format.h"
#include "zhihui-name-order.h"
#include "zhihui-region-order.h"

/**
 * ZhihuiRegionRow:
 *
 * A region and what a map says of it, in words and figures. Emits "changed" when these change.
 */
struct _ZhihuiRegionRow
{
  GObject parent_instance;

  char             *code, *name; /* owned */
  char             *name_key;    /* owned: for sorting, NULL before it is asked for */
  char             *texts[ZHIHUI_N_REGION_COLUMNS]; /* owned */
  char             *title;                          /* owned: of the figure */
  guint             place;                          /* in the order of the figure, 0 first */
  guint             rank;                           /* 0 none */
  gint64            part, whole; /* k and n of a rate; of the volume what is overdue and in hand */
  gint64            steps;
  ZhihuiMapStanding standing;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiRegionRow, zhihui_region_row, G_TYPE_OBJECT)

static void
zhihui_region_row_finalize (GObject *object)
{
  ZhihuiRegionRow *self = ZHIHUI_REGION_ROW (object);

  g_free (self->code);
  g_free (self->name);
  g_free (self->name_key);
  g_free (self->title);
  for (guint i = 0; i < ZHIHUI_N_REGION_COLUMNS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (zhihui_region_row_parent_class)->finalize (object);
}

static void
zhihui_region_row_class_init (ZhihuiRegionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_region_row_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_REGION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_region_row_init (ZhihuiRegionRow *self)
{
  for (guint i = 0; i < ZHIHUI_N_REGION_COLUMNS; i++)
    self->texts[i] = g_strdup ("");
}

/**
 * zhihui_region_row_new:
 * @code: of the region
 * @name: of the region
 *
 * Returns: (transfer full): a row without figures
 */
ZhihuiRegionRow *
zhihui_region_row_new (const char *code, const char *name)
{
  ZhihuiRegionRow *self = g_object_new (ZHIHUI_TYPE_REGION_ROW, NULL);

  self->code = g_strdup (code);
  self->name = g_strdup (name);
  return self;
}

const char *
zhihui_region_row_get_code (ZhihuiRegionRow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_REGION_ROW (self), NULL);

  return self->code;
}

const char *
zhihui_region_row_get_name (ZhihuiRegionRow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_REGION_ROW (self), NULL);

  return self->name;
}

static char *
make_class (const ZhihuiMapReading *reading,
            const ZhihuiMapBreaks  *breaks,
            const ZhihuiMapValue   *value)
{
  switch (value->standing)
    {
    case ZHIHUI_MAP_VALUE:
      return breaks->n > 0 ? zhihui_map_breaks_format_range (
                               breaks, zhihui_map_breaks_find (breaks, value->steps))
                           : g_strdup ("");
    case ZHIHUI_MAP_TOO_FEW:
      return g_strdup_printf (_ ("too few (n < %u)"), reading->min_n);
    case ZHIHUI_MAP_WITHHELD:
      return g_strdup (zhihui_map_reading_describe_withheld (reading));
    case ZHIHUI_MAP_NO_DATA:
    default:
      return g_strdup (_ ("no data"));
    }
}

static void
take_text (ZhihuiRegionRow *self, ZhihuiRegionColumn column, char *text, gboolean *is_changed)
{
  if (g_strcmp0 (self->texts[column], text) == 0)
    {
      g_free (text);
      return;
    }

  g_free (self->texts[column]);
  self->texts[column] = text;
  *is_changed = TRUE;
}

/**
 * zhihui_region_row_set_value:
 * @reading: figures of all regions of the table
 * @breaks: the classes of the map
 * @value: of this region
 * @place: in the order of the figure, 0 first
 */
void
zhihui_region_row_set_value (ZhihuiRegionRow        *self,
                             const ZhihuiMapReading *reading,
                             const ZhihuiMapBreaks  *breaks,
                             const ZhihuiMapValue   *value,
                             guint                   place)
{
  gboolean is_changed = FALSE;
  gboolean is_rate = reading->measure == ZHIHUI_MAP_RATES;
  gboolean has_figure =
    value->standing != ZHIHUI_MAP_NO_DATA && value->standing != ZHIHUI_MAP_WITHHELD;

  g_return_if_fail (ZHIHUI_IS_REGION_ROW (self));

  self->place = place;
  self->rank = zhihui_region_order_get_rank (reading, value);
  self->part = is_rate ? value->k : value->overdue;
  self->whole = is_rate ? value->n : value->open;
  self->steps = value->steps;
  self->standing = value->standing;
  g_free (self->title);
  self->title = g_strdup (zhihui_map_board_get_title (reading->board));

  take_text (self,
             ZHIHUI_REGION_COLUMN_RANK,
             self->rank > 0 ? g_strdup_printf ("%u", self->rank) : g_strdup ("—"),
             &is_changed);
  take_text (self, ZHIHUI_REGION_COLUMN_NAME, g_strdup (self->name), &is_changed);
  take_text (self,
             ZHIHUI_REGION_COLUMN_VALUE,
             value->standing == ZHIHUI_MAP_VALUE ? zhihui_map_reading_format (reading, value)
                                                 : g_strdup ("—"), /* of too few there is no rate */
             &is_changed);
  take_text (self,
             ZHIHUI_REGION_COLUMN_PART,
             has_figure ? zhihui_format_count (self->part) : g_strdup ("—"),
             &is_changed);
  take_text (self,
             ZHIHUI_REGION_COLUMN_WHOLE,
             has_figure ? zhihui_format_count (self->whole) : g_strdup ("—"),
             &is_changed);
  take_text (self, ZHIHUI_REGION_COLUMN_CLASS, make_class (reading, breaks, value), &is_changed);
  if (is_changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * zhihui_region_row_get_text:
 *
 * Returns: (transfer none): what stands in @column; not markup
 */
const char *
zhihui_region_row_get_text (ZhihuiRegionRow *self, ZhihuiRegionColumn column)
{
  g_return_val_if_fail (ZHIHUI_IS_REGION_ROW (self) && column < ZHIHUI_N_REGION_COLUMNS, "");

  return self->texts[column];
}

static int
compare_numbers (gint64 one, gint64 other)
{
  return (one > other) - (one < other);
}

static const char *
get_name_key (ZhihuiRegionRow *self)
{
  if (self->name_key == NULL)
    {
      g_autoptr (ZhihuiNameOrder) order = zhihui_name_order_new ();

      self->name_key = zhihui_name_order_dup_key (order, self->name);
    }
  return self->name_key;
}

/**
 * zhihui_region_row_compare:
 *
 * Returns: how two rows stand to each other when @column is sorted upwards
 */
int
zhihui_region_row_compare (ZhihuiRegionRow *self, ZhihuiRegionRow *other, ZhihuiRegionColumn column)
{
  int difference = 0;

  switch (column)
    {
    case ZHIHUI_REGION_COLUMN_NAME:
      difference = strcmp (get_name_key (self), get_name_key (other));
      break;
    case ZHIHUI_REGION_COLUMN_VALUE:
    case ZHIHUI_REGION_COLUMN_CLASS:
      difference = compare_numbers (self->steps, other->steps);
      break;
    case ZHIHUI_REGION_COLUMN_PART:
      difference = compare_numbers (self->part, other->part);
      break;
    case ZHIHUI_REGION_COLUMN_WHOLE:
      difference = compare_numbers (self->whole, other->whole);
      break;
    case ZHIHUI_REGION_COLUMN_RANK:
    case ZHIHUI_N_REGION_COLUMNS:
    default:
      /* Without a rank behind all that have one. */
      difference = compare_numbers (self->rank > 0 ? self->rank : G_MAXUINT,
                                    other->rank > 0 ? other->rank : G_MAXUINT);
      break;
    }

  return difference != 0 ? difference : compare_numbers (self->place, other->place);
}

/**
 * zhihui_region_row_describe:
 *
 * Returns: (transfer full): the row as a sentence, for who does not see it
 */
char *
zhihui_region_row_describe (ZhihuiRegionRow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_REGION_ROW (self), NULL);

  if (self->standing == ZHIHUI_MAP_NO_DATA || self->standing == ZHIHUI_MAP_WITHHELD)
    return g_strdup_printf ("%s, %s", self->name, self->texts[ZHIHUI_REGION_COLUMN_CLASS]);
  if (self->rank == 0)
    return g_strdup_printf ("%s, %s %s/%s, %s",
                            self->name,
                            self->title,
                            self->texts[ZHIHUI_REGION_COLUMN_PART],
                            self->texts[ZHIHUI_REGION_COLUMN_WHOLE],
                            self->texts[ZHIHUI_REGION_COLUMN_CLASS]);
  return g_strdup_printf (_ ("%1$s, %2$s %3$s, rank %4$u"),
                          self->name,
                          self->title,
                          self->texts[ZHIHUI_REGION_COLUMN_VALUE],
                          self->rank);
}
