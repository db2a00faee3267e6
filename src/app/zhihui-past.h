/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-history-recorder.h"
#include "zhihui-source-options.h"

G_BEGIN_DECLS

/* The options about the past: which time of it is shown, how much of it is kept. All strings owned.
 * Initialise with ZHIHUI_PAST_INIT. */
typedef struct
{
  char  *at;     /* stands there */
  char  *replay; /* goes on from there */
  double speed;  /* of @replay; -G_MAXDOUBLE: not said */
  int    days;   /* that are kept; 0 nothing is */
} ZhihuiPast;

#define ZHIHUI_PAST_INIT                                                                           \
  {                                                                                                \
    .speed = -G_MAXDOUBLE, .days = 400                                                             \
  }

void     zhihui_past_clear (ZhihuiPast *self);
gboolean zhihui_past_is_asked (const ZhihuiPast *self);
gboolean zhihui_past_judge (const ZhihuiPast *self, GError **error);
char    *zhihui_past_find (ZhihuiSourceOptions *options, ZhihuiKeepFor keep_for, GError **error);
ZhihuiSource *zhihui_past_open (const ZhihuiPast    *self,
                                ZhihuiSourceOptions *options,
                                ZhihuiKeepFor        keep_for,
                                GError             **error);

ZhihuiHistoryRecorder *
zhihui_past_keep (const ZhihuiPast *self, ZhihuiSource *source, ZhihuiKeepFor keep_for);

/* One GOptionEntry. */
#define ZHIHUI_PAST_DAYS_OPTION(past)                                                              \
  ZHIHUI_OPTION ("history-days",                                                                   \
                 0,                                                                                \
                 INT,                                                                              \
                 &(past)->days,                                                                    \
                 N_ ("Keeps so many days of history (default 400, 0 none)"),                       \
                 N_ ("DAYS"))
#define ZHIHUI_PAST_AT_OPTION(past)                                                                \
  ZHIHUI_OPTION ("at", 0, STRING, &(past)->at, N_ ("As it was then, from the history"), N_ ("TIME"))
/* Two of them. */
#define ZHIHUI_PAST_REPLAY_OPTIONS(past)                                                           \
  ZHIHUI_OPTION (                                                                                  \
    "replay", 0, STRING, &(past)->replay, N_ ("Shows the history from then on"), N_ ("TIME")),     \
    ZHIHUI_OPTION ("speed",                                                                        \
                   0,                                                                              \
                   DOUBLE,                                                                         \
                   &(past)->speed,                                                                 \
                   N_ ("How many times as fast (default 60)"),                                     \
                   N_ ("FACTOR"))

G_END_DECLS
