/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-compare.h"

#include "zhihui-asking.h"
#include "zhihui-board-asked.h"
#include "zhihui-compared-days.h"
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

/* Both periods. */
typedef struct
{
  Comparison    *comparison;             /* borrowed: not touched when cancelled */
  ZhihuiUnitRow *row;                    /* owned */
  ZhihuiZone    *zone;                   /* owned */
  ZhihuiRanking *before[ZHIHUI_N_SLOTS]; /* owned, nullable */
  ZhihuiRanking *now[ZHIHUI_N_SLOTS];    /* owned, nullable: not asked for, the row has it */
  gboolean       is_cut[ZHIHUI_N_SLOTS]; /* what the row has is not compared */
  GCancellable  *cancellable;            /* owned */
  char          *title;                  /* owned: of the other period */
  const char    *note;                   /* nullable: which days are compared */
  char          *fault;                  /* owned, nullable: of the first that failed */
} Periods;

/* One question of it. */
typedef struct
{
  Periods        *periods; /* counted reference */
  ZhihuiRanking **answer;  /* borrowed of @periods */
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
take_ranking (ZhihuiCompareSide *side, guint slot, ZhihuiRanking *ranking, const char *unit)
{
  side->rankings[slot] = ranking;
  side->scores[slot] = ranking != NULL ? zhihui_ranking_find (ranking, unit) : NULL;
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
  now.note = self->fault != NULL ? self->fault : self->note;
  take_row (&now, self->row);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    {
      take_ranking (&before, slot, self->before[slot], unit->id);
      if (self->is_cut[slot])
        take_ranking (&now, slot, self->now[slot], unit->id);
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
    {
      g_clear_pointer (&self->before[slot], zhihui_ranking_unref);
      g_clear_pointer (&self->now[slot], zhihui_ranking_unref);
    }
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

  *question->answer = zhihui_asking_finish (result, &error);
  if (error != NULL && self->fault == NULL)
    self->fault = g_strdup (error->message);
  /* The last of them shows what came. */
  g_rc_box_release_full (self, clear_periods);
  g_free (question);
}

static void
ask (Periods *self, guint slot, ZhihuiBoardAsked *asked, ZhihuiRanking **answer)
{
  const ZhihuiRanking *ranking = zhihui_unit_row_get_ranking (self->row, slot);
  g_autofree char     *path = NULL;
  Question            *question = g_new0 (Question, 1);

  asked->board = slot < ZHIHUI_N_BOARDS ? slot : ZHIHUI_BOARD_VOLUME;
  asked->peer = ranking->peer;
  asked->region = *ranking->region != '\0' ? ranking->region : NULL;
  asked->has_basis = slot < ZHIHUI_N_BOARDS;
  asked->basis = ranking->basis;
  /* Days without a name would be ranked from another n on than the period that they are of. */
  if (asked->period == NULL)
    asked->min_n = ranking->min_n;
  path = zhihui_board_asked_make_path (asked, ranking->metric);
  question->periods = g_rc_box_acquire (self);
  question->answer = answer;
  zhihui_asking_async (zhihui_desk_get_source (self->comparison->desk),
                       path,
                       zhihui_board_asked_decode,
                       (GDestroyNotify) zhihui_ranking_unref,
                       self->cancellable,
                       told_cb,
                       question);
}

/* What is chosen beside the period that is shown; %NULL where nothing is: the one before. */
static ZhihuiPeriod *
make_other (ZhihuiPeriodChoice *choice, const ZhihuiRanking *ranking, ZhihuiZone *zone)
{
  const char  *name = zhihui_period_choice_get_period (choice);
  ZhihuiWindow window;

  if (name != NULL)
    return zhihui_period_parse (name, ranking->as_of, zone, NULL);
  if (zhihui_period_choice_get_window (choice, &window))
    return zhihui_period_new_between (window.from, window.to);
  return NULL;
}

/* Without their number, which each figure has of its own. */
static const char *
get_note (const ZhihuiComparedDays *days)
{
  if (!days->is_cut)
    return NULL;
  return days->runs ? _ ("The period is not over: as many whole days stand on both sides, and "
                         "today does not count.")
                    : _ ("The period that is compared with is not over: as many whole days stand "
                         "on both sides, and today does not count.");
}

/* (transfer full): of the other period. What is called a year may be the first month of it. */
static char *
make_title (const Periods *self)
{
  const char *label = zhihui_period_choice_get_label (self->comparison->period);
  gboolean    is_cut = FALSE;

  if (zhihui_period_choice_get_state (self->comparison->period) == NULL)
    return g_strdup (_ ("Before"));
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    is_cut = is_cut || self->is_cut[slot];
  /* Translators: a period, of which as many days are compared as the one beside it has */
  return is_cut ? g_strdup_printf (_ ("%s, as many days"), label) : g_strdup (label);
}

/* By whole days, as on paper. */
static void
ask_both (Periods *self, guint slot)
{
  ZhihuiPeriodChoice  *choice = self->comparison->period;
  const ZhihuiRanking *ranking = zhihui_unit_row_get_ranking (self->row, slot);
  ZhihuiBoardAsked     before = { 0 }, now = { 0 };
  g_autoptr (ZhihuiPeriod) other = NULL;
  ZhihuiComparedDays days;

  if (ranking == NULL)
    return;
  other = make_other (choice, ranking, self->zone);
  if (!zhihui_compared_days_find (ranking, other, self->zone, &days))
    {
      if (self->fault == NULL)
        self->fault = g_strdup (zhihui_compared_days_get_fault (&days));
      return;
    }
  if (self->note == NULL)
    self->note = get_note (&days);
  before.period = days.is_cut ? NULL : zhihui_period_choice_get_period (choice);
  if (before.period == NULL)
    before.window = days.before;
  ask (self, slot, &before, &self->before[slot]);
  self->is_cut[slot] = days.is_cut;
  now.window = days.now;
  if (days.is_cut)
    ask (self, slot, &now, &self->now[slot]);
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
  zhihui_compare_window_await (self->window);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    ask_both (periods, slot);
  periods->title = make_title (periods);
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
