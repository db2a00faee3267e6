/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-desk-state.h"
#include "zhihui-language.h"

#define S G_USEC_PER_SEC
#define NOW (5000 * S)
#define NEVER (-1)

/* A source that has just this situation. */
#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

struct _TestSource
{
  GObject parent_instance;

  ZhihuiSituation *situation; /* owned */
};

static ZhihuiSituation *
get_situation (ZhihuiSource *source)
{
  return TEST_SOURCE (source)->situation;
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->get_situation = get_situation;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSource,
                               test_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
test_source_finalize (GObject *object)
{
  zhihui_situation_unref (TEST_SOURCE (object)->situation);
  G_OBJECT_CLASS (test_source_parent_class)->finalize (object);
}

static void
test_source_class_init (TestSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_source_finalize;
}

static void
test_source_init (TestSource *self)
{
}

static void
set_received (ZhihuiSituationBuilder *builder, ZhihuiDataset dataset, int ago_s)
{
  const ZhihuiReceipt receipt = { .received_us = NOW - ago_s * S,
                                  .period_s = 10,
                                  .has_data = TRUE };

  if (ago_s != NEVER)
    zhihui_situation_builder_set_receipt (builder, dataset, &receipt);
}

static TestSource *
make_source (ZhihuiSituation *situation)
{
  TestSource *source = g_object_new (TEST_TYPE_SOURCE, NULL);

  source->situation = situation;
  return source;
}

static void
test_newest_and_oldest_are_told_apart (void)
{
  g_autoptr (ZhihuiSummary) summary = zhihui_summary_new ();
  static const struct
  {
    int         summary_s, alerts_s, channels_s; /* ago; NEVER: not read */
    const char *words;                           /* NULL: all is well */
  } cases[] = {
    { 5, 5, 5, NULL },
    { 40, 75, 50, "延迟：最新数据是 40 秒前的，最旧的是 1 分 15 秒前的" },
    /* whichever it is */
    { 75, 40, 50, "延迟：最新数据是 40 秒前的，最旧的是 1 分 15 秒前的" },
    { 5, 75, 50, "延迟：最新数据是 5 秒前的，最旧的是 1 分 15 秒前的" },
    /* from half a minute on */
    { 45, 75, 60, "延迟：最新数据是 45 秒前的，最旧的是 1 分 15 秒前的" },
    { 46, 75, 60, "延迟：最近一次答复在 46 秒前" },
    { 60, 75, 75, "延迟：最近一次答复在 1 分前" },
    { 75, 75, 75, "延迟：最近一次答复在 1 分 15 秒前" },
    /* without a summary */
    { NEVER, 75, 50, "延迟：最近一次答复在 50 秒前" },
    { NEVER, 75, 40, "延迟：最新数据是 40 秒前的，最旧的是 1 分 15 秒前的" },
    { NEVER, 75, NEVER, "延迟：最近一次答复在 1 分 15 秒前" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
      g_autoptr (TestSource) source = NULL;
      g_autofree char *as_of = NULL, *words = NULL;

      if (cases[i].summary_s != NEVER)
        zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
      set_received (builder, ZHIHUI_DATASET_SUMMARY, cases[i].summary_s);
      set_received (builder, ZHIHUI_DATASET_ALERTS, cases[i].alerts_s);
      set_received (builder, ZHIHUI_DATASET_CHANNELS, cases[i].channels_s);
      source = make_source (zhihui_situation_builder_finish (builder));
      words = zhihui_desk_state_describe (ZHIHUI_SOURCE (source), NOW, &as_of);
      if (g_strcmp0 (words, cases[i].words) != 0)
        g_error ("%u: “%s”, not “%s”", i, words, cases[i].words);
    }
}

/* The one line beside the pages is not wide enough for a date and words before it: they are two. */
static void
test_a_date_is_not_broken (void)
{
  for (guint i = 0; i < 2; i++)
    {
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
      g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
      g_autoptr (ZhihuiSummary) summary = zhihui_summary_new ();
      g_autoptr (TestSource) source = NULL;
      g_autofree char *as_of = NULL, *words = NULL;

      meta->clock_simulated = i == 1;
      summary->stamp.as_of = 1596002712;
      zhihui_situation_builder_set_meta (builder, meta);
      zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
      set_received (builder, ZHIHUI_DATASET_SUMMARY, 1);
      zhihui_situation_builder_set_past (builder, i == 0);
      source = make_source (zhihui_situation_builder_finish (builder));
      words = zhihui_desk_state_describe (ZHIHUI_SOURCE (source), NOW, &as_of);
      g_assert_cmpstr (as_of,
                       ==,
                       i == 0 ? "○ 回放\n截至 2020年7月29日 14:05:12"
                              : "○ 快照\n截至 2020年7月29日 14:05:12");
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk-state/newest-and-oldest-are-told-apart",
                   test_newest_and_oldest_are_told_apart);
  g_test_add_func ("/desk-state/a-date-is-not-broken", test_a_date_is_not_broken);
  return g_test_run ();
}
