/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where open cases are: one of them, or several gathered at their mean place. For desks alone. */
typedef struct
{
  double lon, lat; /* WGS 84 */
  gint64 n;
  gint64 overdue; /* of them; what is not told is 0 */
} ZhihuiCasePlace;

G_END_DECLS
