/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program-run.h"
#include "zhihui-desk-errands.h"
#include "zhihui-errand-record.h"
#include "zhihui-error.h"
#include "zhihui-language.h"

/* A source that writes down what it is told, and answers when the test says so. */
#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

struct _TestSource
{
  GObject parent_instance;

  GPtrArray       *told;      /* (element-type utf8), owned: "path if_match body" */
  GQueue           tasks;     /* (element-type GTask), owned */
  ZhihuiSituation *situation; /* owned: of a platform far from here */
};

static ZhihuiSituation *
get_situation (ZhihuiSource *source)
{
  return TEST_SOURCE (source)->situation;
}

static gboolean
is_tellable (ZhihuiSource *source)
{
  return TRUE;
}

static void
tell_async (ZhihuiSource       *source,
            const char         *path,
            const char         *if_match,
            GBytes             *body,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  TestSource *self = TEST_SOURCE (source);

  g_ptr_array_add (self->told,
                   g_strdup_printf ("%s %s %.*s",
                                    path,
                                    if_match != NULL ? if_match : "-",
                                    (int) g_bytes_get_size (body),
                                    (const char *) g_bytes_get_data (body, NULL)));
  g_queue_push_tail (&self->tasks, g_task_new (self, cancellable, callback, user_data));
}

static void
ask_async (ZhihuiSource       *source,
           const char         *path,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  TestSource *self = TEST_SOURCE (source);

  g_ptr_array_add (self->told, g_strdup_printf ("ask %s", path));
  g_queue_push_tail (&self->tasks, g_task_new (self, cancellable, callback, user_data));
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->get_situation = get_situation;
  iface->ask_async = ask_async;
  iface->is_tellable = is_tellable;
  iface->tell_async = tell_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSource,
                               test_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
test_source_finalize (GObject *object)
{
  TestSource *self = TEST_SOURCE (object);

  g_assert_cmpuint (g_queue_get_length (&self->tasks), ==, 0);
  g_ptr_array_unref (self->told);
  zhihui_situation_unref (self->situation);
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
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();

  meta->time_zone = g_strdup ("America/Los_Angeles");
  zhihui_situation_builder_set_meta (builder, meta);
  self->situation = zhihui_situation_builder_finish (builder);
  self->told = g_ptr_array_new_with_free_func (g_free);
}

typedef struct
{
  TestSource        *source;
  ZhihuiDeskErrands *errands;
  GString           *seen; /* what was told of the errands: "a waiting, " */
} Fixture;

static const char *const state_names[] = { "waiting", "sending", "sent", "failed", "undone" };

static void
note_change (Fixture *self, ZhihuiDeskErrand *errand)
{
  g_string_append_printf (self->seen,
                          "%s %s, ",
                          zhihui_desk_errand_get_what (errand),
                          state_names[zhihui_desk_errand_get_state (errand)]);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->source = g_object_new (TEST_TYPE_SOURCE, NULL);
  self->errands = zhihui_desk_errands_new (ZHIHUI_SOURCE (self->source));
  self->seen = g_string_new (NULL);
  g_signal_connect_swapped (self->errands, "changed", G_CALLBACK (note_change), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->errands);
  g_assert_finalize_object (self->source);
  g_string_free (self->seen, TRUE);
}

/* The platform answers the oldest telling: @error is consumed, NULL: it has taken it. */
static void
answer (Fixture *self, GError *error)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->source->tasks);

  g_assert_nonnull (task);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_bytes_new_static ("{}", 2), (GDestroyNotify) g_bytes_unref);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static ZhihuiDeskErrand *
add (Fixture *self, const char *what, gint64 now_us)
{
  g_autofree char  *subject = g_strconcat ("case:", what, NULL);
  g_autofree char  *path = g_strdup_printf ("/cases/%s/events", what);
  ZhihuiDeskErrand *errand = zhihui_desk_errand_new (subject, what, path, "\"e\"", "{\"id\":1}");

  zhihui_desk_errands_add (self->errands, errand, now_us);
  return errand;
}

#define ASSERT_SEEN(self, text)                                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((self)->seen->str, ==, text);                                                 \
    g_string_truncate ((self)->seen, 0);                                                           \
  }                                                                                                \
  G_STMT_END

static void
test_it_is_sent_after_ten_seconds (Fixture *self, gconstpointer data)
{
  const gint64 s = G_USEC_PER_SEC;
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 100 * s);
  g_autoptr (ZhihuiDeskErrand) b = add (self, "b", 103 * s);

  zhihui_desk_errands_pass (self->errands, 110 * s - 1);
  g_assert_cmpuint (self->source->told->len, ==, 0);
  ASSERT_SEEN (self, "a waiting, b waiting, ");
  zhihui_desk_errands_pass (self->errands, 110 * s);
  g_assert_cmpuint (self->source->told->len, ==, 1);
  g_assert_cmpstr (self->source->told->pdata[0], ==, "/cases/a/events \"e\" {\"id\":1}");
  zhihui_desk_errands_pass (self->errands, 111 * s);
  zhihui_desk_errands_pass (self->errands, 112 * s);
  g_assert_cmpuint (self->source->told->len, ==, 1);
  answer (self, NULL);
  ASSERT_SEEN (self, "a sending, a sent, ");
  g_assert_false (zhihui_desk_errands_is_idle (self->errands));
  zhihui_desk_errands_pass (self->errands, 113 * s);
  answer (self, NULL);
  g_assert_true (zhihui_desk_errands_is_idle (self->errands));
  g_assert_cmpuint (g_bytes_get_size (zhihui_desk_errand_get_answer (b)), ==, 2);
  g_assert_null (zhihui_desk_errands_find (self->errands, "case:b"));
}

static void
test_what_is_undone_is_never_sent (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);

  g_assert_true (zhihui_desk_errands_undo (self->errands, a));
  zhihui_desk_errands_pass (self->errands, G_MAXINT64);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (self->source->told->len, ==, 0);
  g_assert_false (zhihui_desk_errands_undo (self->errands, a));
  ASSERT_SEEN (self, "a waiting, a undone, ");
}

static void
test_what_is_on_its_way_cannot_be_undone (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);

  zhihui_desk_errands_send_all (self->errands);
  g_assert_false (zhihui_desk_errands_undo (self->errands, a));
  answer (self, NULL);
  ASSERT_SEEN (self, "a waiting, a sending, a sent, ");
}

static void
test_what_fails_waits_for_the_user (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);

  zhihui_desk_errands_send_all (self->errands);
  answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  ASSERT_SEEN (self, "a waiting, a sending, a failed, ");
  g_assert_true (zhihui_desk_errands_is_idle (self->errands));
  zhihui_desk_errands_pass (self->errands, G_MAXINT64);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (self->source->told->len, ==, 1);
  g_assert_cmpstr (zhihui_desk_errand_get_error (a)->message, ==, "nobody there");
  g_assert_true (zhihui_desk_errands_find (self->errands, "case:a") == a);

  g_assert_true (zhihui_desk_errands_try_again (self->errands, a));
  g_assert_false (zhihui_desk_errands_try_again (self->errands, a));
  g_assert_cmpuint (self->source->told->len, ==, 2);
  g_assert_cmpstr (self->source->told->pdata[0], ==, self->source->told->pdata[1]);
  answer (self, NULL);
  g_assert_null (zhihui_desk_errand_get_error (a));
  g_assert_cmpuint (zhihui_desk_errands_count (self->errands, ZHIHUI_ERRAND_FAILED), ==, 0);
}

static void
test_a_refusal_is_not_worth_a_second_time (Fixture *self, gconstpointer data)
{
  static const struct
  {
    ZhihuiError code;
    gboolean    is_worth_again;
  } cases[] = {
    { ZHIHUI_ERROR_OFFLINE, TRUE },  { ZHIHUI_ERROR_FAILED, TRUE },
    { ZHIHUI_ERROR_REFUSED, FALSE }, { ZHIHUI_ERROR_CHANGED, FALSE },
    { ZHIHUI_ERROR_INVALID, FALSE }, { ZHIHUI_ERROR_NOT_FOUND, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);

      g_assert_false (zhihui_desk_errand_is_worth_again (a));
      zhihui_desk_errands_send_all (self->errands);
      answer (self, g_error_new (ZHIHUI_ERROR, (int) cases[i].code, "no"));
      g_assert_cmpint (zhihui_desk_errand_is_worth_again (a), ==, cases[i].is_worth_again);
      zhihui_desk_errands_forget (self->errands, a);
      g_assert_null (zhihui_desk_errands_find (self->errands, "case:a"));
    }
}

static gboolean
is_wanted (GBytes *answer, gpointer user_data)
{
  g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), "{}", strlen ("{}"));
  return GPOINTER_TO_INT (user_data);
}

static GError *
make_change (void)
{
  return g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED, "it is another one by now");
}

/* An answer was lost, the same is told again: what has changed meanwhile is the errand itself. */
static void
test_its_own_change_is_no_failure (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);

  zhihui_desk_errand_set_proof (a, "/cases/a", is_wanted, GINT_TO_POINTER (TRUE), NULL);
  zhihui_desk_errands_send_all (self->errands);
  answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  g_assert_true (zhihui_desk_errands_try_again (self->errands, a));
  answer (self, make_change ());
  g_assert_cmpstr (self->source->told->pdata[2], ==, "ask /cases/a");
  ASSERT_SEEN (self, "a waiting, a sending, a failed, a sending, ");
  answer (self, NULL);
  ASSERT_SEEN (self, "a sent, ");
  g_assert_null (zhihui_desk_errand_get_error (a));
}

static void
test_another_change_is_one (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);
  g_autoptr (ZhihuiDeskErrand) b = add (self, "b", 0);

  zhihui_desk_errand_set_proof (a, "/cases/a", is_wanted, GINT_TO_POINTER (FALSE), NULL);
  zhihui_desk_errand_set_proof (b, "/cases/b", is_wanted, GINT_TO_POINTER (TRUE), NULL);
  zhihui_desk_errands_send_all (self->errands);
  answer (self, make_change ());
  answer (self, make_change ());
  answer (self, NULL); /* it is not there */
  /* who may not ask knows no better than before */
  answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED, "not for you"));
  g_assert_error ((GError *) zhihui_desk_errand_get_error (a), ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED);
  g_assert_error ((GError *) zhihui_desk_errand_get_error (b), ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED);
}

/* The line goes again before it is known whose change it is: that is said, and asked once more. */
static void
test_whose_change_it_is_is_asked_again (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);

  zhihui_desk_errand_set_proof (a, "/cases/a", is_wanted, GINT_TO_POINTER (TRUE), NULL);
  zhihui_desk_errands_send_all (self->errands);
  answer (self, make_change ());
  answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  g_assert_error ((GError *) zhihui_desk_errand_get_error (a), ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  g_assert_true (zhihui_desk_errands_try_again (self->errands, a));
  answer (self, make_change ());
  answer (self, NULL);
  g_assert_null (zhihui_desk_errand_get_error (a));
  g_assert_true (zhihui_desk_errands_is_idle (self->errands));
}

/* ---- what is left when a desk is killed ---- */

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (files != NULL && g_dir_read_name (files) != NULL)
    n++;
  return n;
}

/* Nothing of what was written or of whom it is about, for nobody else to read. */
static void
check_file (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  g_autofree char *path = g_build_filename (folder, g_dir_read_name (files), NULL);
  g_autofree char *text = NULL;
  struct stat      status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, " supervise America/Los_Angeles\n"));
  g_assert_null (strstr (text, "c-417"));
  g_assert_null (strstr (text, "id"));
}

static void
test_what_was_carried_leaves_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *home = program_make_folder ();
  g_autofree char *folder = g_build_filename (home, "errands", NULL);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (ZhihuiDeskErrand) a = NULL, b = NULL;

  zhihui_errand_record_follow (self->errands, folder);
  g_assert_cmpuint (count_files (folder), ==, 0);
  a = add (self, "c-417", 0);
  zhihui_desk_errand_set_kind (a, "supervise");
  b = add (self, "b", 0);
  g_assert_cmpuint (count_files (folder), ==, 1);
  check_file (folder);

  /* A second desk of the same user starts meanwhile. */
  left = zhihui_errand_record_take_left (folder);
  g_assert_cmpuint (left->len, ==, 0);
  zhihui_desk_errands_undo (self->errands, b);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (count_files (folder), ==, 1);
  answer (self, g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
  g_assert_cmpuint (count_files (folder), ==, 0); /* that was said */
  zhihui_desk_errands_try_again (self->errands, a);
  g_assert_cmpuint (count_files (folder), ==, 1);
  answer (self, NULL);
  g_assert_cmpuint (count_files (folder), ==, 0);
  program_remove_folder (folder);
  program_remove_folder (home);
}

/* One waits, one is on its way, one is of a kind that a later version has. */
static void
be_killed (Fixture *self, const char *folder)
{
  ZhihuiDeskErrand *sent;

  zhihui_errand_record_follow (self->errands, folder);
  sent = add (self, "a", 0);
  zhihui_desk_errand_set_kind (sent, "note");
  zhihui_desk_errands_send_all (self->errands);
  zhihui_desk_errand_set_kind (add (self, "b", 0), "supervise");
  zhihui_desk_errand_set_kind (add (self, "c", 0), "of-tomorrow");
  kill (getpid (), SIGKILL);
}

static void
test_what_a_killed_desk_left_is_told_once (Fixture *self, gconstpointer data)
{
  g_autofree char *home = program_make_folder ();
  g_autofree char *folder = g_build_filename (home, "errands", NULL);
  g_autoptr (GPtrArray) left = NULL, again = NULL;
  int   status;
  pid_t child = fork ();

  if (child == 0)
    be_killed (self, folder);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  left = zhihui_errand_record_take_left (folder);
  g_assert_cmpuint (left->len, ==, 3);
  g_assert_true (g_str_has_suffix (left->pdata[0], "：预警确认——可能没有送到"));
  g_assert_true (g_str_has_suffix (left->pdata[1], "：督办——没有发出"));
  g_assert_true (g_str_has_suffix (left->pdata[2], "：一项待发出的内容——没有发出"));
  again = zhihui_errand_record_take_left (folder);
  g_assert_cmpuint (again->len, ==, 0);
  g_assert_cmpuint (count_files (folder), ==, 0);
  program_remove_folder (folder);
  program_remove_folder (home);
}

/* Of the platform, as every other time of the desk, wherever the desk stands; an earlier version
 * named none. */
static void
test_what_was_left_has_the_time_of_the_platform (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = program_make_folder ();
  g_autofree char *path = g_build_filename (folder, "1.errands", NULL);
  g_autoptr (GPtrArray) left = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "waiting 1596002400 note America/Los_Angeles\n"
                                      "sending 1596002400 note\n"
                                      "waiting 1596002400 note Nowhere/Atlantis\nend\n",
                                      -1,
                                      NULL));
  left = zhihui_errand_record_take_left (folder);
  g_assert_cmpuint (left->len, ==, 3);
  g_assert_cmpstr (left->pdata[0], ==, "2020年7月28日 23:00:00：预警确认——没有发出");
  g_assert_cmpstr (left->pdata[1], ==, "2020年7月29日 14:00:00：预警确认——可能没有送到");
  g_assert_cmpstr (left->pdata[2], ==, "2020年7月29日 14:00:00：预警确认——没有发出");
  program_remove_folder (folder);
}

/* Half written, of another program, or none at all. */
static void
test_what_is_no_record_is_passed_over (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "", "waiting", "waiting 12x note\nend\n", "\xff\xfe\n", "end\nwaiting 1596002400 note\n"
  };
  g_autofree char *home = program_make_folder ();
  g_autofree char *other = g_build_filename (home, "README", NULL);
  g_autoptr (GPtrArray) left = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.errands", i);
      g_autofree char *path = g_build_filename (home, name, NULL);

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    }
  g_assert_true (g_file_set_contents (other, "waiting 1596002400 note\n", -1, NULL));
  left = zhihui_errand_record_take_left (home);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpuint (count_files (home), ==, 1);
  program_remove_folder (home);
}

static void
undo_other (ZhihuiDeskErrands *errands, ZhihuiDeskErrand *errand, ZhihuiDeskErrand *other)
{
  if (zhihui_desk_errand_get_state (errand) == ZHIHUI_ERRAND_SENDING)
    zhihui_desk_errands_undo (errands, other);
}

static void
test_who_hears_of_one_may_undo_another (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);
  g_autoptr (ZhihuiDeskErrand) b = add (self, "b", 0);

  g_signal_connect (self->errands, "changed", G_CALLBACK (undo_other), b);
  zhihui_desk_errands_send_all (self->errands);
  g_assert_cmpuint (self->source->told->len, ==, 1);
  answer (self, NULL);
}

static void
test_it_says_where_it_is (Fixture *self, gconstpointer data)
{
  const gint64 s = G_USEC_PER_SEC;
  g_autoptr (ZhihuiDeskErrand) a = add (self, "a", 0);
  static const struct
  {
    gint64      now_us;
    const char *text;
  } cases[] = {
    { 0, "10 秒后发出" },
    { 1, "10 秒后发出" },
    { 9 * G_USEC_PER_SEC, "1 秒后发出" },
    { 10 * G_USEC_PER_SEC, "0 秒后发出" },
    { 99 * G_USEC_PER_SEC, "0 秒后发出" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = zhihui_desk_errand_describe (a, cases[i].now_us);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  zhihui_desk_errands_pass (self->errands, 10 * s);
  answer (self, NULL);
}

#define ADD(path, func) g_test_add ("/errands/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  ADD ("it-is-sent-after-ten-seconds", test_it_is_sent_after_ten_seconds);
  ADD ("what-is-undone-is-never-sent", test_what_is_undone_is_never_sent);
  ADD ("what-is-on-its-way-cannot-be-undone", test_what_is_on_its_way_cannot_be_undone);
  ADD ("what-fails-waits-for-the-user", test_what_fails_waits_for_the_user);
  ADD ("a-refusal-is-not-worth-a-second-time", test_a_refusal_is_not_worth_a_second_time);
  ADD ("a-change-by-itself-is-no-failure", test_its_own_change_is_no_failure);
  ADD ("a-change-by-somebody-else-is-one", test_another_change_is_one);
  ADD ("whose-change-it-is-is-asked-again", test_whose_change_it_is_is_asked_again);
  ADD ("what-was-carried-leaves-nothing", test_what_was_carried_leaves_nothing);
  ADD ("what-a-killed-desk-left-is-told-once", test_what_a_killed_desk_left_is_told_once);
  ADD ("what-was-left-has-the-time-of-the-platform",
       test_what_was_left_has_the_time_of_the_platform);
  ADD ("what-is-no-record-is-passed-over", test_what_is_no_record_is_passed_over);
  ADD ("who-hears-of-one-may-undo-another", test_who_hears_of_one_may_undo_another);
  ADD ("it-says-where-it-is", test_it_says_where_it_is);
  return g_test_run ();
}
