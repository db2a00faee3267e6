/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-played-decision.h"

#define PURPOSE_DECISION 16
#define HOUR 3600
#define IN_TIME 0.85 /* share of decisions done by their day */
#define LATE 0.14    /* a few days after it; the others weeks after it */

/* Nobody works at night; the day is drawn, and the hour from 9 to 17. */
static gint64
draw_done_at (const ZhihuiPlayedDecision *self, ZhihuiZone *zone, ZhihuiRandom *random)
{
  gint32 made_day = zhihui_zone_day_of (zone, self->made_at);
  guint  n_days = (guint) MAX (self->due_day - made_day, 1);
  double luck = zhihui_random_uniform (random);
  gint32 day;

  if (luck < IN_TIME)
    day = made_day + 1 + (gint32) zhihui_random_below (random, n_days);
  else if (luck < IN_TIME + LATE)
    day = self->due_day + 1 + (gint32) zhihui_random_below (random, 5);
  else
    day = self->due_day + 14 + (gint32) zhihui_random_below (random, 40);
  return zhihui_zone_day_start (zone, day) + 9 * HOUR + zhihui_random_below (random, 8 * HOUR);
}

/**
 * zhihui_played_decision_write:
 *
 * When it will be done is known to the store from here on; readers judge by their own clock. The
 * caller holds the transaction.
 */
gboolean
zhihui_played_decision_write (const ZhihuiPlayedDecision *self,
                              ZhihuiStore                *store,
                              ZhihuiZone                 *zone,
                              guint64                     seed,
                              GError                    **error)
{
  static const char sql[] = "INSERT INTO decision (meeting_id, text, unit_id, due_at, made_at,"
                            " done_at, public_text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?2)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiRandom      random;

  zhihui_random_init (
    &random, seed, (guint64) self->made_at * 1000 + self->unit % 1000, PURPOSE_DECISION);
  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_text (row, 2, self->text);
  zhihui_statement_bind_integer (row, 3, (gint64) self->unit + 1);
  zhihui_statement_bind_integer (row, 4, zhihui_zone_day_start (zone, self->due_day + 1) - 1);
  zhihui_statement_bind_integer (row, 5, self->made_at);
  zhihui_statement_bind_integer (row, 6, draw_done_at (self, zone, &random));
  return zhihui_statement_finish (row, error);
}
