/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "history-sample.h"
#include "zhihui-history-writer.h"

G_BEGIN_DECLS

#define START G_GINT64_CONSTANT (1596002400) /* 2020-07-29T14:00:00+08:00 */
#define SPACING 600
#define DAY 86400

/* A history of a small sample in a folder of its own. */
typedef struct
{
  char                *folder, *path; /* owned */
  HistorySample       *sample;
  ZhihuiHistoryWriter *writer;
  ZhihuiHistoryLimits  limits;
} Fixture;

void                 fixture_open_writer (Fixture *self);
void                 fixture_set_up (Fixture *self, gconstpointer data);
void                 fixture_close_writer (Fixture *self);
void                 fixture_tear_down (Fixture *self, gconstpointer data);
ZhihuiHistoryOutcome fixture_append (Fixture *self, ZhihuiSituation *situation, gint64 at);
ZhihuiHistoryOutcome fixture_append_sample (Fixture *self, gint64 at);
ZhihuiSituation     *fixture_load (Fixture *self, gint64 at, gint64 *moment);
gint64               fixture_ask (Fixture *self, const char *sql);
/* Counted anew, without the triggers: what is stored is needed, and the counts are right. */
void fixture_assert_sound (Fixture *self);

G_END_DECLS
