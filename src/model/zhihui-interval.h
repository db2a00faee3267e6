/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-metric.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_FLAG_NONE,
  ZHIHUI_FLAG_BETTER, /* the whole interval lies on the good side of the reference */
  ZHIHUI_FLAG_WORSE,
} ZhihuiFlag;

#define ZHIHUI_Z95 1.959964

void       zhihui_interval_wilson (gint64 k, gint64 n, double z, double *low, double *high);
ZhihuiFlag zhihui_interval_flag (double low, double high, double reference, ZhihuiBetter better);

/* Beta-binomial shrinkage by moments. Returns M, the weight of the prior in cases. */
double zhihui_interval_fit_prior (const gint64 *k, const gint64 *n, gsize n_units, double *mean);
double zhihui_interval_shrink (gint64 k, gint64 n, double prior_mean, double prior_weight);

G_END_DECLS
