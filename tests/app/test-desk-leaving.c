/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "alert-sample.h"
#include "fake-platform.h"
#include "zhihui-desk-bell.h"
#include "zhihui-desk-export-log.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"
#include "zhihui-language.h"

/* ---- what leaves the desk as a file ---- */

typedef struct
{
  FakePlatform     *platform;
  ZhihuiHttpSource *source;
  Listener         *listener;
  char             *folder, *path;
  guint             status; /* of the answer to POST /exports */
  guint             n_told;
} Fixture;

static gboolean
answer_export (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture *self = user_data;

  if (!g_str_equal (soup_server_message_get_method (message), "POST"))
    return FALSE;
  self->n_told++;
  soup_server_message_set_status (message, self->status, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_STATIC, "{\"logged\":true}", 15);
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META };
  g_autoptr (GError) error = NULL;

  self->folder = make_folder ();
  self->path = g_build_filename (self->folder, "part", NULL);
  g_assert_true (g_file_set_contents (self->path, "figures", -1, NULL));
  self->status = 200;
  self->platform = fake_platform_new ();
  fake_platform_set_fault (self->platform, answer_export, self);
  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, NULL, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (self->source, "desk-token-0123456789");
  self->listener = begin_reading (self->source, &wants);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_reading (self->source, self->listener);
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
keep_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
log_export (Fixture *self, const char *path, char **note, GError **error)
{
  const ZhihuiLeaving leaving = {
    .kind = "pdf", .title = "map", .path = path, .by = "", .n_rows = 3
  };
  g_autoptr (GAsyncResult) result = NULL;

  zhihui_export_log_async (ZHIHUI_SOURCE (self->source), &leaving, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return zhihui_export_log_finish (result, note, error);
}

/* 503: it could log, and does not now. Who cannot, or whom the desk may not tell, is noted. */
static void
test_what_cannot_be_logged_stays (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint    status;
    gboolean may_leave, is_noted;
  } cases[] = {
    { 200, TRUE, FALSE }, { 503, FALSE, FALSE }, { 500, FALSE, FALSE }, { 403, TRUE, TRUE },
    { 401, TRUE, TRUE },  { 404, TRUE, TRUE },   { 405, TRUE, TRUE },   { 400, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *note = NULL;

      self->status = cases[i].status;
      g_assert_cmpint (log_export (self, self->path, &note, &error), ==, cases[i].may_leave);
      g_assert_cmpint (error == NULL, ==, cases[i].may_leave);
      if (cases[i].may_leave)
        g_assert_cmpint (*note != '\0', ==, cases[i].is_noted);
    }
  g_assert_cmpuint (self->n_told, ==, G_N_ELEMENTS (cases));
}

static void
test_nothing_leaves_while_the_platform_is_away (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  fake_platform_go_away (self->platform);
  g_assert_false (log_export (self, self->path, &note, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
}

/* The user is told what is not on the paper as it was written, whether it is logged or not. */
static void
test_words (void)
{
  static const struct
  {
    const char *note, *missing, *words;
  } cases[] = {
    { "", NULL, "已写出“甲.pdf”" },
    { "导出未能记入日志", NULL, "“甲.pdf”已写入。导出未能记入日志" },
    { "", "本机字体缺字：𬺪", "“甲.pdf”已写入。本机字体缺字：𬺪" },
    { "导出未能记入日志",
      "本机字体缺字：𬺪",
      "“甲.pdf”已写入。导出未能记入日志。本机字体缺字：𬺪" },
  };
  g_autoptr (GError) error = g_error_new_literal (ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "满");
  g_autofree char *failed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words =
        zhihui_desk_export_log_make_words ("甲.pdf", NULL, cases[i].note, cases[i].missing);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
  failed = zhihui_desk_export_log_make_words ("甲.pdf", error, NULL, "本机字体缺字：𬺪");
  g_assert_null (strstr (failed, "缺字"));
}

static void
test_a_file_that_is_not_there_is_not_logged (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "nothing", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  g_assert_false (log_export (self, path, &note, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (self->n_told, ==, 0);
}

static void
keep_text (char **text, const char *told)
{
  g_free (*text);
  *text = g_strdup (told);
}

static gboolean
is_told (gpointer text)
{
  return *(char **) text != NULL;
}

static void
test_a_file_at_hand_waits_for_the_log (Fixture *self, gconstpointer data)
{
  static const guint statuses[] = { 503, 200, 403 };
  g_autofree char   *path = g_build_filename (self->folder, "meeting.ics", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) content = g_bytes_new_static ("BEGIN", 5);
  g_autoptr (ZhihuiDesk) desk = zhihui_desk_new (ZHIHUI_SOURCE (self->source));

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      const ZhihuiLeaving leaving = {
        .kind = "ics", .title = "meeting", .content = content, .by = "", .n_rows = 1
      };
      g_autofree char *text = NULL;
      g_autofree char *written = NULL;
      gulong           id;

      self->status = statuses[i];
      id = g_signal_connect_swapped (desk, "tell", G_CALLBACK (keep_text), &text);
      zhihui_desk_hand_over (desk, file, &leaving);
      await (is_told, &text, "how it went");
      g_signal_handler_disconnect (desk, id);
      g_assert_cmpint (g_file_get_contents (path, &written, NULL, NULL), ==, statuses[i] != 503);
      g_assert_cmpstr (written, ==, statuses[i] != 503 ? "BEGIN" : NULL);
      g_assert_cmpint (strstr (text, "未能") != NULL, ==, statuses[i] != 200);
      g_remove (path);
    }
}

/* ---- what calls the user ---- */

static void
add_alert (
  ZhihuiAlerts *alerts, const char *id, ZhihuiLevel level, gint64 raised_at, gboolean noted)
{
  ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

  alert->id = g_strdup (id);
  alert->kind = g_strdup ("overdue");
  alert->text = g_strdup ("段某某 再次反映");
  alert->unit = g_strdup ("住建局");
  alert->level = level;
  alert->raised_at = alert->updated_at = raised_at;
  alert->acknowledged = noted;
  g_ptr_array_add (alerts->items, alert);
}

/* The ids that call, when these are open. */
static char *
ring (ZhihuiDeskBell *bell, ZhihuiAlerts *alerts)
{
  g_autoptr (GPtrArray) news = zhihui_desk_bell_take (bell, alerts);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < news->len; i++)
    g_string_append (text, ((const ZhihuiAlert *) news->pdata[i])->id);
  zhihui_alerts_unref (alerts);
  return g_string_free (text, FALSE);
}

#define ASSERT_RINGS(bell, expected, ...)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const struct                                                                                   \
    {                                                                                              \
      const char *id;                                                                              \
      ZhihuiLevel level;                                                                           \
      gint64      raised_at;                                                                       \
      gboolean    noted;                                                                           \
    } rows[] = { __VA_ARGS__ };                                                                    \
    ZhihuiAlerts    *open = zhihui_alerts_new ();                                                  \
    g_autofree char *rung = NULL;                                                                  \
                                                                                                   \
    for (guint k = 0; k < G_N_ELEMENTS (rows); k++)                                                \
      add_alert (open, rows[k].id, rows[k].level, rows[k].raised_at, rows[k].noted);               \
    rung = ring (bell, open);                                                                      \
    g_assert_cmpstr (rung, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
test_what_is_new_calls_once (void)
{
  g_autoptr (ZhihuiDeskBell) bell = zhihui_desk_bell_new (NULL, NULL);

  /* What was there at the start is no news. */
  ASSERT_RINGS (bell, "", { "a", ZHIHUI_LEVEL_RED, 1, FALSE });
  ASSERT_RINGS (bell,
                "bd",
                { "a", ZHIHUI_LEVEL_RED, 1, FALSE },
                { "b", ZHIHUI_LEVEL_ORANGE, 2, FALSE },
                { "c", ZHIHUI_LEVEL_YELLOW, 2, FALSE },
                { "d", ZHIHUI_LEVEL_RED, 2, FALSE },
                { "e", ZHIHUI_LEVEL_RED, 2, TRUE });
  ASSERT_RINGS (
    bell, "", { "a", ZHIHUI_LEVEL_RED, 1, FALSE }, { "b", ZHIHUI_LEVEL_ORANGE, 2, FALSE });
  /* One that was out of the list, risen ones, one that was raised again. */
  ASSERT_RINGS (bell,
                "abc",
                { "d", ZHIHUI_LEVEL_RED, 2, FALSE },
                { "a", ZHIHUI_LEVEL_RED, 5, FALSE },
                { "b", ZHIHUI_LEVEL_RED, 2, FALSE },
                { "c", ZHIHUI_LEVEL_ORANGE, 2, FALSE });
}

/* Nor does it call again when so many are open that not all of them can be remembered for good. */
static void
test_many_call_once (void)
{
  g_autoptr (ZhihuiDeskBell) bell = zhihui_desk_bell_new (NULL, NULL);

  for (guint round = 0; round < 3; round++)
    {
      ZhihuiAlerts    *open = zhihui_alerts_new ();
      g_autofree char *rung = NULL;

      for (guint i = 0; i < 6000; i++)
        {
          g_autofree char *id = g_strdup_printf ("%u", i);

          add_alert (open, id, ZHIHUI_LEVEL_RED, 1, FALSE);
        }
      if (round == 2)
        add_alert (open, "new", ZHIHUI_LEVEL_RED, 2, FALSE);
      rung = ring (bell, open);
      g_assert_cmpstr (rung, ==, round == 2 ? "new" : "");
    }
}

/* Nobody is called by what is played back, nor by a moment at which a clock was set. */
static void
test_the_past_calls_nobody (void)
{
  const AlertSample seen = { .id = "a", .level = ZHIHUI_LEVEL_RED };
  const AlertSample both[] = { seen, { .id = "b", .level = ZHIHUI_LEVEL_RED } };
  g_autoptr (ZhihuiDeskBell) bell = zhihui_desk_bell_new (NULL, NULL);
  g_autoptr (ZhihuiSituation) first = alert_sample_make (&seen, 1, ALERT_SAMPLE_NOW_US);
  g_autoptr (ZhihuiSituation) past = alert_sample_make_past (both, 2, ALERT_SAMPLE_NOW_US);
  g_autoptr (ZhihuiSituation) live = alert_sample_make (both, 2, ALERT_SAMPLE_NOW_US);
  g_autoptr (ZhihuiSituation) snapshot = NULL;
  g_autoptr (GPtrArray) news = NULL;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (live);
  ZhihuiMeta             *meta = zhihui_meta_new ();

  meta->clock_speed = 1;
  meta->time_zone = g_strdup ("Asia/Shanghai");
  meta->clock_simulated = TRUE;
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_meta_unref (meta);
  snapshot = zhihui_situation_builder_finish (builder);
  g_assert_true (zhihui_situation_is_snapshot (snapshot));

  news = zhihui_desk_bell_hear (bell, first);
  g_assert_cmpuint (news->len, ==, 0);
  g_assert_null (zhihui_desk_bell_hear (bell, past));
  g_assert_null (zhihui_desk_bell_hear (bell, snapshot));
  g_ptr_array_unref (news);
  news = zhihui_desk_bell_hear (bell, live);
  g_assert_cmpuint (news->len, ==, 1);
}

static void
test_a_call_names_nobody (void)
{
  g_autoptr (ZhihuiAlerts) alerts = zhihui_alerts_new ();
  g_autofree char *title = NULL, *body = NULL, *many = NULL;
  g_autoptr (GPtrArray) news = g_ptr_array_new ();

  add_alert (alerts, "a", ZHIHUI_LEVEL_ORANGE, 1, FALSE);
  add_alert (alerts, "b", ZHIHUI_LEVEL_RED, 1, FALSE);
  g_ptr_array_add (news, alerts->items->pdata[0]);
  title = zhihui_desk_bell_make_title (news);
  body = zhihui_desk_bell_make_body (news);
  g_ptr_array_add (news, alerts->items->pdata[1]);
  many = zhihui_desk_bell_make_title (news);
  g_assert_cmpstr (title, ==, "新预警：橙色");
  g_assert_cmpstr (body, ==, "住建局 · 超期未办结");
  g_assert_cmpstr (many, ==, "2 条新预警，最高红色");
}

#define ADD(path, func) g_test_add ("/leaving/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  ADD ("what-cannot-be-logged-stays", test_what_cannot_be_logged_stays);
  ADD ("nothing-leaves-while-the-platform-is-away", test_nothing_leaves_while_the_platform_is_away);
  ADD ("a-file-that-is-not-there-is-not-logged", test_a_file_that_is_not_there_is_not_logged);
  ADD ("a-file-at-hand-waits-for-the-log", test_a_file_at_hand_waits_for_the_log);
  g_test_add_func ("/leaving/characters-that-no-font-has-are-told", test_words);
  g_test_add_func ("/bell/what-is-new-calls-once", test_what_is_new_calls_once);
  g_test_add_func ("/bell/of-many-each-calls-once", test_many_call_once);
  g_test_add_func ("/bell/the-past-calls-nobody", test_the_past_calls_nobody);
  g_test_add_func ("/bell/a-call-names-nobody", test_a_call_names_nobody);
  return g_test_run ();
}
