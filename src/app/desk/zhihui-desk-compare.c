/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-compare.h"

#include "zhihui-asking.h"
#include "zhihui-board-asked.h"
#include "zhihui-desk-compare-files.h"
#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

/* One unit in two periods: what its window is about. Ends with the window. */
typedef struct
{
  ZhihuiDesk          *desk;        /* owned */
  ZhihuiCompareWindow *window;      /* borrowed: owns it */
  ZhihuiPeriodChoice  *period;      /* borrowed of @window: the other period */
  ZhihuiUnitRow       *row;         /* owned */
  GCancellable        *cancellable; /* owned, nullable: of what is asked now */
} Comparison;

/* The figures of now, and those of the other period, which are asked for. */
typedef struct
{
  Comparison    *comparison;             /* borrowed: not touched when cancelled */
  ZhihuiUnitRow *row;                    /* owned */
  ZhihuiZone    *zone;                   /* owned */
  ZhihuiRanking *before[ZHIHUI_N_SLOTS]; /* owned, nullable */
  GCancellable  *cancellable;            /* owned */
  char          *title;                  /* owned: of the other period */
  char          *fault;                  /* owned, nullable: of the first that failed */
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

static const char *
get_rules (ZhihuiDesk *desk)
{
  const ZhihuiMeta *meta = zhihui_situation_get_meta (zhihui_desk_get_situation (desk));

  return meta != NULL ? meta->rule_version : NULL;
}

/* What is counted up to now is of now. */
static const char *
title_shown (ZhihuiUnitRow *row)
{
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    {
      ZhihuiRanking *ranking = zhihui_unit_row_get_ranking (row, slot);

      if (ranking != NULL && ranking->window.to <= ranking->as_of)
        return _ ("As shown");
    }
  return _ ("Now");
}

static void
show_periods (Periods *self)
{
  ZhihuiCompareWindow *window = self->comparison->window;
  const ZhihuiUnit    *unit = zhihui_unit_row_get_unit (self->row);
  ZhihuiCompareSide before = { .title = self->title }, now = { .title = title_shown (self->row) };
  gboolean          is_told = FALSE;

  before.detail = now.detail = unit->name;
  before.rules = now.rules = get_rules (self->comparison->desk);
  take_row (&now, self->row);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    {
      before.rankings[slot] = self->before[slot];
      before.scores[slot] =
        self->before[slot] != NULL ? zhihui_ranking_find (self->before[slot], unit->id) : NULL;
      is_told = is_told || before.scores[slot] != NULL;
    }
  if (is_told)
    zhihui_compare_window_show (window, &before, &now, self->zone);
  else
    zhihui_compare_window_show_fault (
      window, self->fault != NULL ? self->fault : _ ("The unit had no work in that period"));
}

/* The last of what was asked came, or nobody waits for it any more. */
static void
clear_periods (gpointer data)
{
  Periods *self = data;

  if (!g_cancellable_is_cancelled (self->cancellable))
    show_periods (self);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    g_clear_pointer (&self->before[slot], zhihui_ranking_unref);
  g_object_unref (self->row);
  g_object_unref (self->cancellable);
  zhihui_zone_unref (self->zone);
  g_free (self->title);
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

/* The days that are chosen; where none are, those before the ones shown. */
static gboolean
find_days (Comparison          *self,
           const ZhihuiRanking *ranking,
           Periods             *periods,
           ZhihuiBoardAsked    *asked)
{
  asked->period = zhihui_period_choice_get_period (self->period);
  return asked->period != NULL || zhihui_period_choice_get_window (self->period, &asked->window) ||
         find_before (ranking, periods->zone, &asked->window);
}

static void
ask_other (Comparison *self, Periods *periods, guint slot)
{
  ZhihuiRanking   *ranking = zhihui_unit_row_get_ranking (self->row, slot);
  ZhihuiBoardAsked asked = { .board = slot < ZHIHUI_N_BOARDS ? slot : ZHIHUI_BOARD_VOLUME };
  g_autofree char *path = NULL;
  Question        *question;

  if (ranking == NULL || !find_days (self, ranking, periods, &asked))
    return;
  asked.peer = ranking->peer;
  asked.region = *ranking->region != '\0' ? ranking->region : NULL;
  asked.has_basis = slot < ZHIHUI_N_BOARDS;
  asked.basis = ranking->basis;
  path = zhihui_board_asked_make_path (&asked, ranking->metric);
  question = g_new0 (Question, 1);
  question->periods = g_rc_box_acquire (periods);
  question->slot = slot;
  zhihui_asking_async (zhihui_desk_get_source (self->desk),
                       path,
                       zhihui_board_asked_decode,
                       (GDestroyNotify) zhihui_ranking_unref,
                       periods->cancellable,
                       told_cb,
                       question);
}

static void
end_asking (Comparison *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask_period (Comparison *self)
{
  Periods *periods = g_rc_box_new0 (Periods);

  end_asking (self);
  self->cancellable = g_cancellable_new ();
  periods->comparison = self;
  periods->row = g_object_ref (self->row);
  periods->zone =
    zhihui_zone_ref (zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk)));
  periods->cancellable = g_object_ref (self->cancellable);
  periods->title = g_strdup (zhihui_period_choice_get_state (self->period) != NULL
                               ? zhihui_period_choice_get_label (self->period)
                               : _ ("Before"));
  zhihui_compare_window_await (self->window);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    ask_other (self, periods, slot);
  g_rc_box_release_full (periods, clear_periods);
}

static void
comparison_free (gpointer data, GClosure *closure)
{
  Comparison *self = data;

  end_asking (self);
  g_object_unref (self->desk);
  g_object_unref (self->row);
  g_free (self);
}

static void
period_chosen_cb (ZhihuiCompareWindow *window, Comparison *self)
{
  ask_period (self);
}

static void
unrealize_cb (GtkWidget *window, Comparison *self)
{
  end_asking (self);
}

/* Returns the choice of the other period. */
static ZhihuiPeriodChoice *
compare_periods (ZhihuiDesk *desk, ZhihuiCompareWindow *window, ZhihuiUnitRow *row)
{
  ZhihuiSituation *situation = zhihui_desk_get_situation (desk);
  Comparison      *self = g_new0 (Comparison, 1);

  self->desk = g_object_ref (desk);
  self->window = window;
  self->row = g_object_ref (row);
  self->period = zhihui_compare_window_offer_periods (
    window, zhihui_situation_get_zone (situation), zhihui_situation_get_as_of (situation));
  g_signal_connect_data (
    window, "period-chosen", G_CALLBACK (period_chosen_cb), self, comparison_free, 0);
  g_signal_connect (window, "unrealize", G_CALLBACK (unrealize_cb), self);
  ask_period (self);
  return self->period;
}

/**
 * zhihui_desk_compare_open:
 * @over: page with the boards that are compared
 * @rows: (element-type ZhihuiUnitRow): two units are compared with each other; one with itself in
 *   the period before, or any other that is chosen there; of more it is said that they are too many
 */
void
zhihui_desk_compare_open (ZhihuiDesk *desk, ZhihuiDeskPage *over, GPtrArray *rows)
{
  GtkRoot             *root = gtk_widget_get_root (GTK_WIDGET (over));
  ZhihuiPeriodChoice  *period = NULL;
  ZhihuiCompareWindow *window;

  if (rows->len > 2)
    {
      zhihui_desk_tell (desk, _ ("Two units are compared with each other: select two"));
      return;
    }

  window = ZHIHUI_COMPARE_WINDOW (
    zhihui_compare_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL));
  gtk_window_present (GTK_WINDOW (window));
  if (rows->len == 2)
    {
      ZhihuiCompareSide sides[2] = { { NULL }, { NULL } };

      for (guint i = 0; i < 2; i++)
        {
          sides[i].title = zhihui_unit_row_get_unit (rows->pdata[i])->short_name;
          sides[i].detail = zhihui_unit_row_get_unit (rows->pdata[i])->name;
          sides[i].rules = get_rules (desk);
          take_row (&sides[i], rows->pdata[i]);
        }
      zhihui_compare_window_show (
        window, &sides[0], &sides[1], zhihui_situation_get_zone (zhihui_desk_get_situation (desk)));
    }
  else if (rows->len == 1)
    period = compare_periods (desk, window, rows->pdata[0]);
  zhihui_desk_compare_files_offer (desk, over, window, period);
}
