/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-dataset-private.h"

/* clang-format off */
DEFINE_LIST_DATASET (ZhihuiIndicators, zhihui_indicators, indicators, zhihui_indicator_free)
DEFINE_LIST_DATASET (ZhihuiSystems, zhihui_systems, systems, zhihui_system_free)
DEFINE_LIST_DATASET (ZhihuiGuide, zhihui_guide, guide, zhihui_guide_way_free)
DEFINE_LIST_DATASET (ZhihuiStaff, zhihui_staff, staff, zhihui_staffing_free)
DEFINE_LIST_DATASET (ZhihuiServices, zhihui_services, services, zhihui_service_free)
/* clang-format on */

void
zhihui_indicator_free (ZhihuiIndicator *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->value);
  g_free (self->unit);
  g_free (self->as_of);
  g_free (self->source);
  g_free (self);
}

void
zhihui_system_free (ZhihuiSystem *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->department);
  g_free (self);
}

void
zhihui_guide_way_free (ZhihuiGuideWay *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self);
}

void
zhihui_staffing_free (ZhihuiStaffing *self)
{
  if (self == NULL)
    return;

  g_free (self->region);
  g_free (self->kind);
  g_free (self);
}

void
zhihui_service_free (ZhihuiService *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self->topic);
  g_free (self);
}

/**
 * zhihui_staff_count:
 * @kind: (nullable): of which people, %NULL all
 * @n_places: (out) (optional): in how many regions there are such
 *
 * Returns: how many people there are
 */
gint64
zhihui_staff_count (const ZhihuiStaff *self, const char *kind, guint *n_places)
{
  gint64 sum = 0;
  guint  n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiStaffing *one = self->items->pdata[i];

      if (one->n <= 0 || (kind != NULL && !g_str_equal (one->kind, kind)))
        continue;
      sum += one->n;
      n++;
    }
  if (n_places != NULL)
    *n_places = n;
  return sum;
}
