/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

/* A fresh situation with two peer groups, towns (13) and departments (@n_departments), whose four
 * boards are ranked from figures that depend on the index alone. */
ZhihuiSituation *report_sample_new (guint n_departments, guint min_n);
