/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "alert-sample.h"

static ZhihuiAlerts *
make_alerts (const AlertSample *samples, guint n)
{
  ZhihuiAlerts *alerts = zhihui_alerts_new ();

  alerts->stamp.as_of = ALERT_SAMPLE_NOW;
  alerts->stamp.revision = g_strdup ("r1");
  for (guint i = 0; i < n; i++)
    {
      const AlertSample *sample = &samples[i];
      ZhihuiAlert       *alert = g_new0 (ZhihuiAlert, 1);

      alert->id = g_strdup (sample->id);
      alert->kind = g_strdup (sample->kind != NULL ? sample->kind : "overdue");
      alert->text = g_strdup (sample->text != NULL ? sample->text : "1 件超期");
      alert->unit = g_strdup (sample->unit != NULL ? sample->unit : "");
      alert->level = sample->level;
      alert->count = sample->count;
      alert->raised_at = sample->raised_at != 0 ? sample->raised_at : ALERT_SAMPLE_NOW;
      alert->updated_at = alert->raised_at;
      alert->acknowledged = sample->is_acknowledged;
      alert->case_id = g_strdup (sample->case_id);
      g_ptr_array_add (alerts->items, alert);
    }
  return alerts;
}

static ZhihuiSituationBuilder *
begin (const AlertSample *samples, guint n, gint64 now_us)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  ZhihuiReceipt           receipt = { .period_s = 10, .http_status = 200, .received_us = now_us };

  receipt.has_data = samples != NULL;
  if (samples != NULL)
    {
      g_autoptr (ZhihuiAlerts) alerts = make_alerts (samples, n);

      alerts->stamp.as_of += (now_us - ALERT_SAMPLE_NOW_US) / G_TIME_SPAN_SECOND;
      zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_ALERTS, alerts);
    }
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_ALERTS, &receipt);
  zhihui_situation_builder_set_clock (
    builder, ALERT_SAMPLE_NOW + (now_us - ALERT_SAMPLE_NOW_US) / G_TIME_SPAN_SECOND, now_us);
  zhihui_situation_builder_set_source_name (builder, "http://platform.example/");
  return builder;
}

ZhihuiSituation *
alert_sample_make (const AlertSample *alerts, guint n, gint64 now_us)
{
  return zhihui_situation_builder_finish (begin (alerts, n, now_us));
}

ZhihuiSituation *
alert_sample_make_past (const AlertSample *alerts, guint n, gint64 now_us)
{
  ZhihuiSituationBuilder *builder = begin (alerts, n, now_us);

  zhihui_situation_builder_set_past (builder, TRUE);
  return zhihui_situation_builder_finish (builder);
}
