/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_MAX_CLASSES 5

/* Values parted into up to five classes with about the same number of members each. Equal values
 * are always in one class. */
typedef struct
{
  guint  n;
  double from[ZHIHUI_MAX_CLASSES];  /* least value of each class, ascending */
  guint  count[ZHIHUI_MAX_CLASSES]; /* members of each */
} ZhihuiMapClasses;

ZhihuiMapClasses zhihui_map_classes_make (const double *values, gsize n_values);
guint            zhihui_map_classes_find (const ZhihuiMapClasses *self, double value);

G_END_DECLS
