/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-portrait.h"

#include <string.h>

#include "zhihui-dataset-private.h"

static void
init_portrait (ZhihuiPortrait *self)
{
  self->volume = self->restricted_total = -1;
}

static void
clear_portrait (ZhihuiPortrait *self)
{
  zhihui_unit_free (self->unit);
  g_clear_pointer (&self->channels, zhihui_channels_unref);
  g_clear_pointer (&self->topics, zhihui_channels_unref);
  g_clear_pointer (&self->returns.items, g_ptr_array_unref);
  g_clear_pointer (&self->redo.items, g_ptr_array_unref);
  g_clear_pointer (&self->decisions, g_ptr_array_unref);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
}

DEFINE_DATASET (ZhihuiPortrait, zhihui_portrait, init_portrait, clear_portrait)

/**
 * zhihui_portrait_get_metric:
 * @index: below %ZHIHUI_PORTRAIT_N_METRICS
 *
 * Returns: the metric that stands there: the boards first
 */
ZhihuiMetric
zhihui_portrait_get_metric (guint index)
{
  static const ZhihuiMetric metrics[ZHIHUI_PORTRAIT_N_METRICS] = {
    ZHIHUI_METRIC_OVERDUE_RATE, ZHIHUI_METRIC_RETURN_RATE, ZHIHUI_METRIC_SATISFIED_RATE,
    ZHIHUI_METRIC_VOLUME,       ZHIHUI_METRIC_REDO_RATE,   ZHIHUI_METRIC_SIGN_RATE,
    ZHIHUI_METRIC_CONTACT_RATE, ZHIHUI_METRIC_SOLVED_RATE, ZHIHUI_METRIC_RATED_RATE,
    ZHIHUI_METRIC_REPEAT_RATE,  ZHIHUI_METRIC_EARLY_RATE,  ZHIHUI_METRIC_CLOSED,
  };

  g_return_val_if_fail (index < ZHIHUI_PORTRAIT_N_METRICS, ZHIHUI_METRIC_VOLUME);

  return metrics[index];
}

/**
 * zhihui_portrait_begin_reasons:
 *
 * From now on they are told, though there may be none.
 */
void
zhihui_portrait_begin_reasons (ZhihuiReasons *reasons)
{
  reasons->is_told = TRUE;
  if (reasons->items == NULL)
    reasons->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_reason_free);
}

void
zhihui_reason_free (ZhihuiReason *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

void
zhihui_unit_decision_free (ZhihuiUnitDecision *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->text);
  g_free (self->meeting);
  g_free (self->title);
  g_free (self->state);
  g_free (self);
}

void
zhihui_remark_free (ZhihuiRemark *self)
{
  if (self == NULL)
    return;

  g_free (self->kind);
  g_free (self->by);
  g_free (self->text);
  g_free (self->case_id);
  g_free (self->no);
  g_free (self);
}

/**
 * zhihui_reasons_count:
 * @text: "" where none was given or may be told
 *
 * One more for this reason.
 */
void
zhihui_reasons_count (ZhihuiReasons *self, const char *text)
{
  ZhihuiReason *reason;

  for (guint i = 0; i < self->items->len; i++)
    {
      reason = self->items->pdata[i];
      if (g_str_equal (reason->text, text))
        {
          reason->n++;
          return;
        }
    }
  reason = g_new0 (ZhihuiReason, 1);
  reason->text = g_strdup (text);
  reason->n = 1;
  g_ptr_array_add (self->items, reason);
}

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const ZhihuiReason *one = *(const ZhihuiReason *const *) a;
  const ZhihuiReason *other = *(const ZhihuiReason *const *) b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return strcmp (one->text, other->text);
}

/**
 * zhihui_reasons_sort:
 *
 * Most first, equal ones by their text.
 */
void
zhihui_reasons_sort (ZhihuiReasons *self)
{
  g_ptr_array_sort (self->items, compare_reasons);
}
