/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-beside.h"

#include "zhihui-desk-plan.h"
#include "zhihui-unit-reader.h"

/**
 * ZhihuiUnitBeside:
 *
 * Joins the portrait beside the boards with the source: reads of the selected unit what the boards
 * do not tell, and does what its buttons say.
 */
struct _ZhihuiUnitBeside
{
  GObject parent_instance;

  ZhihuiDesk       *desk;   /* borrowed: outlives the page */
  ZhihuiUnitPane   *pane;   /* borrowed: part of the page */
  ZhihuiUnitReader *reader; /* owned */
  ZhihuiUnitRow    *row;    /* owned, nullable: no unit is selected */
  char             *days;   /* owned, nullable: of the boards */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitBeside, zhihui_unit_beside, G_TYPE_OBJECT)

static void
zhihui_unit_beside_dispose (GObject *object)
{
  ZhihuiUnitBeside *self = ZHIHUI_UNIT_BESIDE (object);

  g_clear_object (&self->reader);
  g_clear_object (&self->row);
  g_clear_pointer (&self->days, g_free);

  G_OBJECT_CLASS (zhihui_unit_beside_parent_class)->dispose (object);
}

static void
zhihui_unit_beside_class_init (ZhihuiUnitBesideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_beside_dispose;
}

static void
zhihui_unit_beside_init (ZhihuiUnitBeside *self)
{
}

/* ---- what its buttons say ---- */

static void
go (ZhihuiUnitBeside *self, const char *page, const char *list)
{
  GVariantDict target;

  if (self->row == NULL)
    return;
  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "unit", "s", zhihui_unit_row_get_unit (self->row)->id);
  if (list != NULL)
    g_variant_dict_insert (&target, "list", "s", list);
  g_variant_dict_insert (&target, "period", "s", self->days != NULL ? self->days : "");
  zhihui_desk_go (self->desk, page, g_variant_dict_end (&target));
}

/**
 * zhihui_unit_beside_open_portrait:
 *
 * Leads to the whole portrait of the unit that is shown, of the same days.
 */
void
zhihui_unit_beside_open_portrait (ZhihuiUnitBeside *self)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_BESIDE (self));

  go (self, "portrait", NULL);
}

static void
export_wanted_cb (ZhihuiUnitBeside *self)
{
  go (self, "portrait", "export");
}

static void
overdue_wanted_cb (ZhihuiUnitBeside *self)
{
  go (self, "cases", "overdue");
}

static void
case_activated_cb (ZhihuiUnitBeside *self, const char *id)
{
  GVariantDict target;

  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "case", "s", id);
  zhihui_desk_go (self->desk, "cases", g_variant_dict_end (&target));
}

/* About what the unit owes; where it owes nothing, about the unit alone. */
static void
review_wanted_cb (ZhihuiUnitBeside *self)
{
  if (self->row != NULL)
    zhihui_unit_reader_plan_review (self->reader,
                                    self->desk,
                                    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->pane))),
                                    zhihui_unit_row_get_unit (self->row)->name);
}

static void
connect (ZhihuiUnitBeside *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->pane, signal, callback, self, G_CONNECT_SWAPPED);
}

/**
 * zhihui_unit_beside_new:
 * @desk: borrowed, outlives the page
 * @pane: borrowed: part of the page
 *
 * Returns: (transfer full)
 */
ZhihuiUnitBeside *
zhihui_unit_beside_new (ZhihuiDesk *desk, ZhihuiUnitPane *pane)
{
  ZhihuiUnitBeside *self = g_object_new (ZHIHUI_TYPE_UNIT_BESIDE, NULL);

  self->desk = desk;
  self->pane = pane;
  self->reader = zhihui_unit_reader_new (zhihui_desk_get_source (desk));
  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_OVERDUE);
  connect (self, "portrait-wanted", G_CALLBACK (zhihui_unit_beside_open_portrait));
  connect (self, "export-wanted", G_CALLBACK (export_wanted_cb));
  connect (self, "overdue-wanted", G_CALLBACK (overdue_wanted_cb));
  connect (self, "review-wanted", G_CALLBACK (review_wanted_cb));
  connect (self, "case-activated", G_CALLBACK (case_activated_cb));
  return self;
}

/* ---- what is shown ---- */

/* Of the board that is looked at the year is read, beside what the unit owes. */
static void
want_board (ZhihuiUnitBeside *self, ZhihuiBoard shown)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiMetric metric = zhihui_board_get_metric (board);

      if (board == shown)
        {
          zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_TREND + metric);
          zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_REGION + metric);
        }
      else
        {
          zhihui_unit_reader_drop (self->reader, ZHIHUI_FACT_TREND + metric);
          zhihui_unit_reader_drop (self->reader, ZHIHUI_FACT_REGION + metric);
        }
    }
  zhihui_unit_pane_set_board (self->pane, shown);
}

/**
 * zhihui_unit_beside_show:
 * @row: (nullable): the unit that is selected
 * @board: that is looked at
 * @peer_label: (nullable): name of its peer group
 */
void
zhihui_unit_beside_show (ZhihuiUnitBeside *self,
                         ZhihuiUnitRow    *row,
                         ZhihuiBoard       board,
                         const char       *peer_label)
{
  g_autofree char *hindrance = NULL;

  g_return_if_fail (ZHIHUI_IS_UNIT_BESIDE (self));

  hindrance = zhihui_desk_plan_dup_hindrance (self->desk);
  zhihui_unit_pane_set_review_hindrance (self->pane, hindrance);
  g_set_object (&self->row, row);
  zhihui_unit_reader_set_unit (self->reader,
                               row != NULL ? zhihui_unit_row_get_unit (row)->id : NULL);
  zhihui_unit_pane_set_situation (self->pane, zhihui_desk_get_situation (self->desk));
  zhihui_unit_pane_set_row (self->pane, row, peer_label);
  want_board (self, board);
  zhihui_unit_pane_set_facts (self->pane, zhihui_unit_reader_get_facts (self->reader));
}

/**
 * zhihui_unit_beside_set_days:
 * @days: (nullable): of the boards, as zhihui_board_filter_get_days() told them
 *
 * The whole portrait is opened for the same days, so that its figures are those of the boards.
 */
void
zhihui_unit_beside_set_days (ZhihuiUnitBeside *self, const char *days)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_BESIDE (self));

  g_free (self->days);
  self->days = g_strdup (days);
}

/**
 * zhihui_unit_beside_pass:
 * @board: that is looked at
 * @now_us: monotonic
 *
 * Each second while it is seen.
 */
void
zhihui_unit_beside_pass (ZhihuiUnitBeside *self, ZhihuiBoard board, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_BESIDE (self));

  want_board (self, board);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->pane)))
    zhihui_unit_reader_pass (self->reader, now_us);
}
