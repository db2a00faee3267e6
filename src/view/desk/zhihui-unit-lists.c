/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-lists.h"

#include <glib/gi18n-lib.h>

#include "zhihui-case-words.h"
#include "zhihui-format.h"
#include "zhihui-region-level.h"
#include "zhihui-running-clock.h"
#include "zhihui-trend-plot.h"

#define MOST_REMARKS 8
#define MOST_DECISIONS 8
#define MOST_REASONS 8

/**
 * zhihui_unit_lists_get_fault:
 *
 * Returns: (transfer none): what is said while there is nothing to show: that it is being read, or
 *   why it cannot be
 */
const char *
zhihui_unit_lists_get_fault (ZhihuiUnitFacts *facts, ZhihuiFact fact)
{
  const char *fault = facts != NULL ? zhihui_unit_facts_get_fault (facts, fact) : NULL;

  return fault != NULL ? fault : _ ("Being read …");
}

static const char *
name_region (ZhihuiSituation *situation, const char *region)
{
  return zhihui_region_level_name_whole (
    situation != NULL ? zhihui_situation_name_region (situation, region) : NULL);
}

/**
 * zhihui_unit_lists_name_whole:
 * @situation: (nullable): of which the names of regions are
 * @ranking: (nullable):
 *
 * Returns: (transfer none): what the region of @ranking is called: "County-wide"
 */
const char *
zhihui_unit_lists_name_whole (ZhihuiSituation *situation, const ZhihuiRanking *ranking)
{
  return name_region (situation, ranking != NULL ? ranking->region : NULL);
}

static void
say (ZhihuiListCard *card, const char *title, const char *words)
{
  zhihui_list_card_begin (card, title, NULL);
  zhihui_list_card_end (card, FALSE, words);
}

/* ---- its course ---- */

/**
 * zhihui_unit_lists_show_trend:
 * @situation: (nullable): of which zone and targets are
 * @name: (nullable): of the unit
 *
 * The course of the unit in @metric beside that of all units, with the target and how far chance
 * goes.
 */
void
zhihui_unit_lists_show_trend (ZhihuiChartCard *card,
                              ZhihuiUnitFacts *facts,
                              ZhihuiSituation *situation,
                              ZhihuiMetric     metric,
                              const char      *name)
{
  ZhihuiTrendChart chart = { .name = name, .min_n = ZHIHUI_TREND_CHART_MIN_N };
  ZhihuiMeta      *meta;

  chart.trend = facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_TREND + metric) : NULL;
  if (chart.trend == NULL || situation == NULL)
    {
      zhihui_chart_card_say (card, zhihui_unit_lists_get_fault (facts, ZHIHUI_FACT_TREND + metric));
      return;
    }
  meta = zhihui_situation_get_meta (situation);
  /* Counts of all units and of one are not on one scale. */
  if (!zhihui_metric_get_traits (metric)->is_count)
    chart.reference = zhihui_unit_facts_get (facts, ZHIHUI_FACT_REGION + metric);
  chart.reference_name = meta != NULL ? meta->name : zhihui_region_level_name_whole (NULL);
  chart.target = zhihui_trend_plot_find_target (metric, meta);
  chart.zone = zhihui_situation_get_zone (situation);
  chart.kept = zhihui_unit_facts_get_fault (facts, ZHIHUI_FACT_TREND + metric) != NULL;
  zhihui_chart_card_show_trend (card, &chart);
}

/* ---- cases ---- */

static void
add_owed (ZhihuiListCard *card, const ZhihuiOwedCase *owed)
{
  g_autofree char *who = g_strjoin ("  ", owed->one->no, owed->one->complainant, NULL);
  g_autofree char *left = zhihui_running_clock_make_words (&owed->clock);
  ZhihuiListRow    row = { .key = owed->one->id,
                           .title = owed->one->title,
                           .note = who,
                           .side = left,
                           .is_bad = owed->clock.state == ZHIHUI_CLOCK_OVERDUE };

  zhihui_list_card_add (card, &row);
}

/* (nullable): how many all units have */
static char *
make_all (ZhihuiSituation *situation)
{
  ZhihuiSummary   *summary = situation != NULL ? zhihui_situation_get_summary (situation) : NULL;
  g_autofree char *all = summary != NULL ? zhihui_format_count (summary->overdue_open) : NULL;
  const char      *region;

  if (all == NULL)
    return NULL;
  region = zhihui_situation_get_region (situation, ZHIHUI_DATASET_SUMMARY);
  /* Translators: "County-wide", number of cases */
  return g_strdup_printf (C_ ("cases", "%1$s %2$s"), name_region (situation, region), all);
}

/**
 * zhihui_unit_lists_show_overdue:
 * @situation: (nullable): of which how many all units have, and the platform's time
 * @most: rows
 *
 * Open cases past their deadline, the longest first.
 */
void
zhihui_unit_lists_show_overdue (ZhihuiListCard  *card,
                                ZhihuiUnitFacts *facts,
                                ZhihuiSituation *situation,
                                guint            most)
{
  ZhihuiDeskCases *cases =
    facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_OVERDUE) : NULL;
  g_autoptr (GArray) owed = NULL;
  g_autofree char *title = NULL;
  g_autofree char *note = make_all (situation);
  gint64           now =
    situation != NULL ? zhihui_situation_get_platform_now (situation, g_get_monotonic_time ()) : 0;

  if (cases == NULL)
    {
      say (card, _ ("Open and overdue"), zhihui_unit_lists_get_fault (facts, ZHIHUI_FACT_OVERDUE));
      return;
    }
  owed = zhihui_running_clock_list (cases, now, ZHIHUI_CLOCK_OVERDUE, ZHIHUI_CLOCK_OVERDUE);
  title = g_strdup_printf (cases->next != NULL ? _ ("Open and overdue: %u and more")
                                               : _ ("Open and overdue: %u"),
                           owed->len);
  zhihui_list_card_begin (card, title, note);
  for (guint i = 0; i < MIN (owed->len, most); i++)
    add_owed (card, &g_array_index (owed, ZhihuiOwedCase, i));
  zhihui_list_card_end (
    card, owed->len > most || cases->next != NULL, _ ("None: no open case is past its deadline"));
}

/**
 * zhihui_unit_lists_show_soon:
 *
 * Open cases whose deadline comes within a day.
 */
void
zhihui_unit_lists_show_soon (ZhihuiListCard *card, ZhihuiUnitFacts *facts, gint64 now, guint most)
{
  ZhihuiDeskCases *cases = facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_OPEN) : NULL;
  g_autoptr (GArray) owed = NULL;
  g_autofree char *title = NULL;

  if (cases == NULL)
    {
      say (card, _ ("Due soon"), zhihui_unit_lists_get_fault (facts, ZHIHUI_FACT_OPEN));
      return;
    }
  owed = zhihui_running_clock_list (cases, now, ZHIHUI_CLOCK_SOON, ZHIHUI_CLOCK_AHEAD);
  title = g_strdup_printf (cases->next != NULL ? _ ("Due soon: %u and more") : _ ("Due soon: %u"),
                           owed->len);
  zhihui_list_card_begin (card, title, NULL);
  for (guint i = 0; i < MIN (owed->len, most); i++)
    add_owed (card, &g_array_index (owed, ZhihuiOwedCase, i));
  zhihui_list_card_end (
    card, owed->len > most || cases->next != NULL, _ ("None: nothing is due within a day"));
}

/* ---- what was decided and remarked ---- */

static char *
make_due (const ZhihuiUnitDecision *decision, ZhihuiZone *zone, gint64 now)
{
  g_autofree char *day =
    decision->due_at != ZHIHUI_NO_INSTANT ? zhihui_format_date (zone, decision->due_at, now) : NULL;

  if (g_str_equal (decision->state, "done"))
    return g_strdup (C_ ("decision", "done"));
  if (day == NULL)
    return g_strdup (C_ ("decision", "open"));
  if (g_str_equal (decision->state, "overdue"))
    return g_strdup_printf (C_ ("decision", "overdue since %s"), day);
  return g_strdup_printf (C_ ("decision", "due %s"), day);
}

/**
 * zhihui_unit_lists_show_decisions:
 *
 * What case reviews decided that falls to the unit, with its due state.
 */
void
zhihui_unit_lists_show_decisions (ZhihuiListCard  *card,
                                  ZhihuiUnitFacts *facts,
                                  ZhihuiZone      *zone,
                                  gint64           now)
{
  const char     *title = _ ("Decisions of case reviews");
  ZhihuiPortrait *portrait =
    facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_PORTRAIT) : NULL;

  if (portrait == NULL || portrait->decisions == NULL)
    {
      say (card,
           title,
           portrait != NULL ? _ ("This source does not tell it")
                            : zhihui_unit_lists_get_fault (facts, ZHIHUI_FACT_PORTRAIT));
      return;
    }
  zhihui_list_card_begin (card, title, NULL);
  for (guint i = 0; i < MIN (portrait->decisions->len, MOST_DECISIONS); i++)
    {
      const ZhihuiUnitDecision *decision = portrait->decisions->pdata[i];
      g_autofree char          *due = make_due (decision, zone, now);
      g_autofree char          *held = decision->held_at != ZHIHUI_NO_INSTANT
                                         ? zhihui_format_date (zone, decision->held_at, now)
                                         : g_strdup ("");
      g_autofree char          *note = decision->title[0] != '\0'
                                         ? g_strjoin ("  ", decision->title, held, NULL)
                                         : g_strdup (held);
      ZhihuiListRow             row = { .title = decision->text,
                                        .note = note,
                                        .side = due,
                                        .is_bad = g_str_equal (decision->state, "overdue") };

      zhihui_list_card_add (card, &row);
    }
  zhihui_list_card_end (card, FALSE, _ ("None fell to this unit"));
}

static char *
make_remarks_note (const ZhihuiPortrait *portrait)
{
  if (portrait->restricted_total <= 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u protected case is not told",
                                    "%u protected cases are not told",
                                    (guint) portrait->restricted_total),
                          (guint) portrait->restricted_total);
}

/**
 * zhihui_unit_lists_show_remarks:
 *
 * What leaders and supervisors remarked on its cases, newest first; a row leads to the case.
 */
void
zhihui_unit_lists_show_remarks (ZhihuiListCard  *card,
                                ZhihuiUnitFacts *facts,
                                ZhihuiZone      *zone,
                                gint64           now)
{
  ZhihuiPortrait *portrait =
    facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_PORTRAIT) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;

  if (portrait == NULL || portrait->remarks == NULL)
    {
      say (card,
           _ ("Leaders' remarks"),
           portrait != NULL ? _ ("This source does not tell it")
                            : zhihui_unit_lists_get_fault (facts, ZHIHUI_FACT_PORTRAIT));
      return;
    }
  title = g_strdup_printf (_ ("Leaders' remarks: %u"), (guint) portrait->remarks_total);
  note = make_remarks_note (portrait);
  zhihui_list_card_begin (card, title, note);
  for (guint i = 0; i < MIN (portrait->remarks->len, MOST_REMARKS); i++)
    {
      const ZhihuiRemark *remark = portrait->remarks->pdata[i];
      g_autofree char    *type = g_strconcat ("case.", remark->kind, NULL);
      const char         *kind = zhihui_case_event_get_label (type);
      g_autofree char    *day = zhihui_format_date (zone, remark->at, now);
      g_autofree char    *who = g_strjoin ("  ", remark->no, remark->by, NULL);
      g_autofree char    *words =
        *remark->text != '\0' ? g_strdup_printf ("%s  %s", kind, remark->text) : g_strdup (kind);
      ZhihuiListRow row = {
        .key = *remark->case_id != '\0' ? remark->case_id : NULL,
        .title = words,
        .note = who,
        .side = day,
      };

      zhihui_list_card_add (card, &row);
    }
  zhihui_list_card_end (card, FALSE, _ ("None on the cases of this unit"));
}

/* ---- why work went back ---- */

/**
 * zhihui_unit_lists_make_span:
 *
 * Returns: (transfer full): the days that the figures of the portrait are of; "" while it is not
 * read
 */
char *
zhihui_unit_lists_make_span (ZhihuiUnitFacts *facts, ZhihuiZone *zone)
{
  ZhihuiPortrait *portrait =
    facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_PORTRAIT) : NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gint64           as_of;

  if (portrait == NULL)
    return g_strdup ("");
  as_of = portrait->stamp.as_of;
  from = zhihui_format_date (zone, portrait->window.from, as_of);
  to = zhihui_format_date (
    zone, MAX (MIN (portrait->window.to, as_of) - 1, portrait->window.from), as_of);
  return g_strdup_printf ("%s – %s", from, to);
}

static void
show_reasons (ZhihuiListCard      *card,
              ZhihuiUnitFacts     *facts,
              const char          *title,
              const ZhihuiReasons *reasons,
              const char          *note)
{
  g_autofree char *rate = NULL;
  g_autofree char *fraction = NULL;
  g_autofree char *head = NULL;

  if (reasons == NULL || !reasons->is_told)
    {
      say (card,
           title,
           reasons != NULL ? _ ("This source does not tell it")
                           : zhihui_unit_lists_get_fault (facts, ZHIHUI_FACT_PORTRAIT));
      return;
    }
  rate = zhihui_format_rate (reasons->tally.k, reasons->tally.n);
  fraction = zhihui_format_fraction (reasons->tally.k, reasons->tally.n);
  head = g_strdup_printf ("%s  %s  %s", title, rate, fraction);
  zhihui_list_card_begin (card, head, note);
  for (guint i = 0; i < MIN (reasons->items->len, MOST_REASONS); i++)
    {
      const ZhihuiReason *reason = reasons->items->pdata[i];
      g_autofree char    *n = zhihui_format_count (reason->n);
      ZhihuiListRow       row = {
              .title = *reason->text != '\0' ? reason->text : _ ("no reason given, or not to be told"),
              .side = n,
      };

      zhihui_list_card_add (card, &row);
    }
  zhihui_list_card_end (card, FALSE, _ ("None in this time"));
}

/**
 * zhihui_unit_lists_show_returns:
 *
 * Why the unit sent work back.
 */
void
zhihui_unit_lists_show_returns (ZhihuiListCard *card, ZhihuiUnitFacts *facts, ZhihuiZone *zone)
{
  ZhihuiPortrait *portrait =
    facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_PORTRAIT) : NULL;
  g_autofree char *span = zhihui_unit_lists_make_span (facts, zone);
  g_autofree char *note = NULL;

  if (portrait != NULL && portrait->returns.is_told && portrait->returns.tally.extra > 0)
    {
      g_autofree char *n = zhihui_format_count (portrait->returns.tally.extra);

      g_autofree char *refused = g_strdup_printf (_ ("%s of them refused"), n);

      note = g_strjoin ("  ", refused, span, NULL);
    }
  show_reasons (card,
                facts,
                _ ("Sent back by the unit"),
                portrait != NULL ? &portrait->returns : NULL,
                note != NULL ? note : span);
}

/**
 * zhihui_unit_lists_show_redo:
 *
 * Why replies of the unit were sent back to it.
 */
void
zhihui_unit_lists_show_redo (ZhihuiListCard *card, ZhihuiUnitFacts *facts, ZhihuiZone *zone)
{
  ZhihuiPortrait *portrait =
    facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_PORTRAIT) : NULL;
  g_autofree char *span = zhihui_unit_lists_make_span (facts, zone);

  show_reasons (card, facts, _ ("Done again"), portrait != NULL ? &portrait->redo : NULL, span);
}
