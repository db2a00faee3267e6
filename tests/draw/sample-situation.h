/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-page.h"

/* One county at one moment, with the figures of the visual guide, in each state it can be in. */
typedef enum
{
  SAMPLE_FRESH,
  SAMPLE_LATE,
  SAMPLE_STALE,
  SAMPLE_OFFLINE,
  SAMPLE_LOADING,
  SAMPLE_ERROR,
  SAMPLE_REFUSED,
  SAMPLE_EMPTY,
  SAMPLE_N_STATES,
} SampleState;

extern const char *const sample_state_names[SAMPLE_N_STATES];

ZhihuiSituation *sample_situation_new (SampleState state, ZhihuiMoment *moment);
ZhihuiSummary   *sample_summary_new (gint64 as_of);
/* Squares beside each other for the first @n towns: (element-type ZhihuiOutline). */
GPtrArray *sample_outlines_new (guint n);
