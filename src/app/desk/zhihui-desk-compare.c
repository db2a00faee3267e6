/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-compare.h"

#include "zhihui-asking.h"
#include "zhihui-board-asked.h"
#include "zhihui-compare-window.h"
#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

/* One unit, its figures of now and those of the period before, which are asked for. */
typedef struct
{
  ZhihuiCompareWindow *window;                 /* owned */
  ZhihuiUnitRow       *row;                    /* owned */
  ZhihuiZone          *zone;                   /* owned */
  ZhihuiRanking       *before[ZHIHUI_N_SLOTS]; /* owned, nullable */
  GCancellable        *cancellable;            /* owned: the window is closed */
  char                *fault;                  /* owned, nullable: of the first that failed */
} Periods;

/* One question of it. */
typedef struct
{
  Periods *periods; /* counted reference */
  guint    slot;
} Question;

static void
take_row (ZhihuiCompareSide *side, ZhihuiUnitRow *row)
{
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    {
      side->scores[slot] = zhihui_unit_row_get_score (row, slot);
      side->rankings[slot] = zhihui_unit_row_get_ranking (row, slot);
    }
}

static void
clear_periods (gpointer data)
{
  Periods          *self = data;
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (self->row);
  ZhihuiCompareSide before = { .title = _ ("Before") }, now = { .title = _ ("Now") };
  gboolean          is_told = FALSE;

  before.detail = now.detail = unit->name;
  take_row (&now, self->row);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    {
      before.rankings[slot] = self->before[slot];
      before.scores[slot] =
        self->before[slot] != NULL ? zhihui_ranking_find (self->before[slot], unit->id) : NULL;
      is_told = is_told || before.scores[slot] != NULL;
    }
  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      if (is_told)
        zhihui_compare_window_show (self->window, &before, &now, self->zone);
      else
        zhihui_compare_window_show_fault (
          self->window,
          self->fault != NULL ? self->fault : _ ("The unit had no work in the period before"));
    }
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    g_clear_pointer (&self->before[slot], zhihui_ranking_unref);
  g_object_unref (self->window);
  g_object_unref (self->row);
  g_object_unref (self->cancellable);
  zhihui_zone_unref (self->zone);
  g_free (self->fault);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  Periods  *self = question->periods;
  g_autoptr (GError) error = NULL;

  self->before[question->slot] = zhihui_asking_finish (result, &error);
  if (error != NULL && self->fault == NULL)
    self->fault = g_strdup (error->message);
  /* The last of them shows what came. */
  g_rc_box_release_full (self, clear_periods);
  g_free (question);
}

/* The same days before: as the platform compares them. */
static gboolean
find_before (const ZhihuiRanking *ranking, ZhihuiZone *zone, ZhihuiWindow *window)
{
  g_autoptr (ZhihuiPeriod) period =
    *ranking->period != '\0' ? zhihui_period_parse (ranking->period, ranking->as_of, zone, NULL)
                             : zhihui_period_new_between (ranking->window.from, ranking->window.to);

  if (period == NULL)
    return FALSE;
  *window = period->previous;
  return window->from < window->to;
}

static void
ask_before (ZhihuiDesk *desk, Periods *self, guint slot)
{
  ZhihuiRanking   *ranking = zhihui_unit_row_get_ranking (self->row, slot);
  ZhihuiBoardAsked asked = { .board = slot < ZHIHUI_N_BOARDS ? slot : ZHIHUI_BOARD_VOLUME };
  g_autofree char *path = NULL;
  Question        *question;

  if (ranking == NULL || !find_before (ranking, self->zone, &asked.window))
    return;
  asked.peer = ranking->peer;
  asked.region = *ranking->region != '\0' ? ranking->region : NULL;
  asked.has_basis = slot < ZHIHUI_N_BOARDS;
  asked.basis = ranking->basis;
  path = zhihui_board_asked_make_path (&asked, ranking->metric);
  question = g_new0 (Question, 1);
  question->periods = g_rc_box_acquire (self);
  question->slot = slot;
  zhihui_asking_async (zhihui_desk_get_source (desk),
                       path,
                       zhihui_board_asked_decode,
                       (GDestroyNotify) zhihui_ranking_unref,
                       self->cancellable,
                       told_cb,
                       question);
}

static void
cancel_cb (GtkWidget *window, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
compare_periods (ZhihuiDesk *desk, ZhihuiCompareWindow *window, ZhihuiUnitRow *row)
{
  Periods *self = g_rc_box_new0 (Periods);

  self->window = g_object_ref (window);
  self->row = g_object_ref (row);
  self->zone = zhihui_zone_ref (zhihui_situation_get_zone (zhihui_desk_get_situation (desk)));
  self->cancellable = g_cancellable_new ();
  g_signal_connect_data (window,
                         "unrealize",
                         G_CALLBACK (cancel_cb),
                         g_object_ref (self->cancellable),
                         (GClosureNotify) (void (*) (void)) g_object_unref,
                         0);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    ask_before (desk, self, slot);
  g_rc_box_release_full (self, clear_periods);
}

/**
 * zhihui_desk_compare_open:
 * @over: in whose window it was asked for
 * @rows: (element-type ZhihuiUnitRow): two units are compared with each other; one with itself in
 *   the period before; of more the first two
 */
void
zhihui_desk_compare_open (ZhihuiDesk *desk, GtkWidget *over, GPtrArray *rows)
{
  GtkRoot             *root = gtk_widget_get_root (over);
  ZhihuiCompareWindow *window = ZHIHUI_COMPARE_WINDOW (
    zhihui_compare_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL));

  gtk_window_present (GTK_WINDOW (window));
  if (rows->len >= 2)
    {
      ZhihuiCompareSide sides[2] = { { NULL }, { NULL } };

      for (guint i = 0; i < 2; i++)
        {
          sides[i].title = zhihui_unit_row_get_unit (rows->pdata[i])->short_name;
          sides[i].detail = zhihui_unit_row_get_unit (rows->pdata[i])->name;
          take_row (&sides[i], rows->pdata[i]);
        }
      zhihui_compare_window_show (
        window, &sides[0], &sides[1], zhihui_situation_get_zone (zhihui_desk_get_situation (desk)));
    }
  else if (rows->len == 1)
    compare_periods (desk, window, rows->pdata[0]);
}
