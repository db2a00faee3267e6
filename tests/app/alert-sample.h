/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ALERT_SAMPLE_NOW_US (50000 * G_TIME_SPAN_SECOND)
/* 2020-07-29 14:05:12 in Shanghai, at ALERT_SAMPLE_NOW_US. */
#define ALERT_SAMPLE_NOW G_GINT64_CONSTANT (1596002712)

/* One alert of a list; what is left out is NULL. */
typedef struct
{
  const char *id, *kind, *unit;
  ZhihuiLevel level;
  gint64      count;
  gint64      raised_at; /* 0: ALERT_SAMPLE_NOW */
  gboolean    is_acknowledged;
  const char *case_id;
  const char *text;
} AlertSample;

/* What a source tells at @now_us; @alerts NULL: it has not read any. */
ZhihuiSituation *alert_sample_make (const AlertSample *alerts, guint n, gint64 now_us);
ZhihuiSituation *alert_sample_make_past (const AlertSample *alerts, guint n, gint64 now_us);

G_END_DECLS
