/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acting-desk.h"
#include "database-query.h"
#include "desk-application.h"
#include "program-run.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-case-pane.h"
#include "zhihui-desk-unsent.h"
#include "zhihui-desk-window.h"
#include "zhihui-errand-record.h"

/* Instructions, a platform that ends and comes back with the same rows, and a line between them
 * that loses answers. What counts is what the platform has in the end. */
typedef struct
{
  ServedScenario    served;
  GSubprocess      *proxy; /* owned: fault-proxy.c */
  GDataInputStream *said;  /* owned: what it prints */
  ZhihuiSource     *source;
  GtkWidget        *window;
  sqlite3          *sql; /* owned */
} Fixture;

/* ---- the line ---- */

static char *
read_line (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->said, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

static void
tell_line (Fixture *self, const char *command)
{
  GOutputStream   *stream = g_subprocess_get_stdin_pipe (self->proxy);
  g_autofree char *line = g_strconcat (command, "\n", NULL);
  g_autofree char *said = NULL;

  g_assert_true (g_output_stream_write_all (stream, line, strlen (line), NULL, NULL, NULL));
  said = read_line (self);
  g_assert_cmpstr (said, ==, "ok");
}

static char *
dup_port (Fixture *self)
{
  g_autoptr (GUri) uri = g_uri_parse (self->served.url, G_URI_FLAGS_NONE, NULL);

  g_assert_nonnull (uri);
  return g_strdup_printf ("%d", g_uri_get_port (uri));
}

/* From here on the desk reaches the platform through it. */
static void
lay_line (Fixture *self)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  const char *const line[] = { g_getenv ("ZHIHUI_FAULT_PROXY"), NULL };
  g_autofree char  *port = dup_port (self);
  g_autofree char  *to = g_strconcat ("to ", port, NULL);
  g_autofree char  *own_port = NULL;
  g_autoptr (GError) error = NULL;

  program_end_with_test (launcher);
  self->proxy = g_subprocess_launcher_spawnv (launcher, line, &error);
  g_assert_no_error (error);
  self->said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->proxy));
  own_port = read_line (self);
  tell_line (self, to);
  g_free (self->served.url);
  self->served.url = g_strdup_printf ("http://127.0.0.1:%s", own_port);
}

/* ---- the platform ---- */

static void
end_platform (Fixture *self)
{
  program_kill (&self->served.server);
}

/* With the rows it had, where it was. */
static void
start_platform (Fixture *self, const char *port)
{
  g_autofree char *address = g_strconcat ("127.0.0.1:", port, NULL);
  g_autofree char *url = NULL;

  self->served.server = program_serve_platform (
    &url, "-d", self->served.database, "--listen", address, "--rate-limit", "0", NULL);
}

/* How many instructions of these words the platform has. */
static guint64
count_instructions (Fixture *self, const char *words)
{
  g_autofree char *n =
    database_query (self->sql,
                    "SELECT COUNT(*) FROM event JOIN event_kind ON event_kind.id = kind"
                    " WHERE type LIKE '%instructed%' AND note = ?1",
                    words);

  return g_ascii_strtoull (n, NULL, 10);
}

/* ---- the desk ---- */

static gboolean
is_read (gpointer user_data)
{
  Fixture *self = user_data;

  return zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)) != NULL &&
         zhihui_source_is_settled (self->source);
}

static void
set_up (Fixture *self, gconstpointer has_line)
{
  served_scenario_start (&self->served, "zichuan", "2000");
  g_assert_cmpint (
    sqlite3_open_v2 (self->served.database, &self->sql, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  if (has_line != NULL)
    lay_line (self);
  self->source = served_scenario_open (&self->served, "desk instruct");
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  gtk_window_present (GTK_WINDOW (self->window));
  await (is_read, self, "the platform is read");
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* A toast that is still to come lives for its moment. */
static void
tear_down (Fixture *self, gconstpointer has_line)
{
  gpointer left = self->source;

  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_add_weak_pointer (G_OBJECT (self->source), &left);
  g_object_unref (self->source);
  await (is_gone, &left, "nothing of the desk is left");
  sqlite3_close (self->sql);
  g_clear_object (&self->said);
  program_kill (&self->proxy);
  served_scenario_stop (&self->served);
}

static GtkWidget *
get_pane (Fixture *self)
{
  return widget_search_type (self->window, ZHIHUI_TYPE_CASE_PANE);
}

static GtkWidget *
get_unsent (Fixture *self)
{
  return widget_search_type (self->window, ZHIHUI_TYPE_DESK_UNSENT);
}

static ZhihuiDeskErrands *
get_errands (Fixture *self)
{
  return zhihui_desk_get_errands (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window)));
}

/* (transfer full): the number of the @i-th of the newest that are at work. */
static char *
open_case (Fixture *self, guint i)
{
  g_autofree char *nth = g_strdup_printf ("%u", i);
  g_autofree char *id = database_query (
    self->sql,
    "SELECT 'c-' || id FROM cases WHERE state = 4 ORDER BY id DESC LIMIT 1 OFFSET ?1",
    nth);
  char *no = database_query (
    self->sql, "SELECT no FROM cases WHERE state = 4 ORDER BY id DESC LIMIT 1 OFFSET ?1", nth);

  zhihui_desk_window_go (
    ZHIHUI_DESK_WINDOW (self->window), "cases", g_variant_new_parsed ("{'case': <%s>}", id));
  acting_desk_await_text (get_pane (self), no);
  acting_desk_await_text (get_pane (self), "办理经过");
  return no;
}

/* As its user does, but for the ten seconds. */
static void
instruct (Fixture *self, const char *words)
{
  AdwMessageDialog *dialog;
  GtkWidget        *view;

  g_assert_true (gtk_widget_activate_action (get_pane (self), "case.instruct", NULL));
  dialog = acting_desk_find_dialog ();
  g_assert_nonnull (dialog);
  view = widget_search_type (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW);
  acting_desk_type_into (GTK_WIDGET (dialog), "姓名", "李主任");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), words, -1);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "send"));
  adw_message_dialog_response (dialog, "send");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
is_quiet (gpointer user_data)
{
  return zhihui_desk_errands_is_idle (get_errands (user_data));
}

static gboolean
is_all_sent (gpointer user_data)
{
  GtkWidget *revealer = adw_bin_get_child (ADW_BIN (get_unsent (user_data)));

  return is_quiet (user_data) && zhihui_desk_errands_get_all (get_errands (user_data))->len == 0 &&
         !gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

static void
send_in_vain (Fixture *self, guint n)
{
  zhihui_desk_errands_send_all (get_errands (self));
  await (is_quiet, self, "it was tried");
  g_assert_cmpuint (zhihui_desk_errands_count (get_errands (self), ZHIHUI_ERRAND_FAILED), ==, n);
}

/* A hand that trembles. */
static void
press (Fixture *self, const char *label)
{
  GtkWidget *button = widget_search_button (get_unsent (self), label);

  for (guint i = 0; i < 3; i++)
    g_signal_emit_by_name (button, "clicked");
}

static gboolean
says (GtkWidget *widget, gconstpointer words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

/* That it was not sent, and why. */
static void
assert_said_once (GtkWidget *root)
{
  GtkWidget  *label = widget_search_first (root, says, "连接被拒绝");
  const char *text = label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : "";
  const char *first = strstr (text, "没有发出");

  g_assert_nonnull (strstr (text, "批示"));
  g_assert_nonnull (first);
  g_assert_null (strstr (first + 1, "没有发出"));
}

static gboolean
is_seen (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_focus_within (Fixture *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, get_unsent (self));
}

static void
test_it_arrives_once_the_platform_is_back (Fixture *self, gconstpointer has_line)
{
  g_autofree char *port = dup_port (self);
  g_autofree char *no = open_case (self, 0);
  GtkWidget       *button;

  instruct (self, "三日内办结");
  end_platform (self);
  send_in_vain (self, 1);
  acting_desk_await_text (get_unsent (self), no);
  assert_said_once (get_unsent (self));
  assert_said_once (get_pane (self));

  /* Nothing is lost by it, and on its way it is neither sent twice nor dismissed. */
  button = widget_search_button (get_unsent (self), "重试");
  await (is_seen, button, "the row is seen");
  g_assert_true (gtk_widget_grab_focus (button));
  press (self, "重试");
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_false (gtk_widget_is_sensitive (widget_search_button (get_unsent (self), "不再提示")));
  g_assert_true (is_focus_within (self));
  await (is_quiet, self, "it was tried again");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == button);
  g_assert_true (acting_desk_shows_text (get_unsent (self), no));
  g_assert_cmpuint (count_instructions (self, "三日内办结"), ==, 0);

  start_platform (self, port);
  press (self, "重试");
  await (is_all_sent, self, "it is sent");
  g_assert_cmpuint (count_instructions (self, "三日内办结"), ==, 1);
  acting_desk_await_text (get_pane (self), "三日内办结");
}

/* It has it, and the desk cannot know: told again it is the same, also to one that was started anew
 * since. */
static void
test_a_lost_answer_is_no_second_instruction (Fixture *self, gconstpointer has_line)
{
  g_autofree char *no = open_case (self, 0);
  g_autofree char *url = NULL, *port = NULL, *to = NULL;

  instruct (self, "三日内办结");
  tell_line (self, "cut 0");
  send_in_vain (self, 1);
  g_assert_cmpuint (count_instructions (self, "三日内办结"), ==, 1);
  g_assert_true (acting_desk_shows_text (get_unsent (self), no));
  g_assert_true (acting_desk_shows_text (get_unsent (self), "无法确定是否已送达"));
  press (self, "重试");
  await (is_quiet, self, "it was tried again");

  end_platform (self);
  self->served.server = program_serve_platform (
    &url, "-d", self->served.database, "--listen", "127.0.0.1:0", "--rate-limit", "0", NULL);
  g_free (self->served.url);
  self->served.url = g_steal_pointer (&url);
  port = dup_port (self);
  to = g_strconcat ("to ", port, NULL);
  tell_line (self, to);
  tell_line (self, "pass");
  press (self, "重试");
  await (is_all_sent, self, "it is sent");
  g_assert_cmpuint (count_instructions (self, "三日内办结"), ==, 1);
}

/* Those that the platform has of one case, as they came: a letter each. */
static char *
read_letters (Fixture *self, const char *no)
{
  return database_query (self->sql,
                         "SELECT group_concat(note, '') FROM (SELECT note FROM event"
                         " JOIN event_kind ON event_kind.id = kind JOIN cases ON cases.id = case_id"
                         " WHERE type LIKE '%instructed%' AND no = ?1 ORDER BY event.rowid)",
                         no);
}

/* By whichever connection they go. Who says the same again has said it twice. */
static void
test_what_is_about_one_case_arrives_in_order (Fixture *self, gconstpointer has_line)
{
  static const char *const letters[] = { "A", "B", "C", "A", "D", "E" };
  g_autofree char         *port = dup_port (self);
  g_autofree char         *no = open_case (self, 0);
  g_autofree char         *arrived = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    instruct (self, letters[i]);
  tell_line (self, "refuse");
  send_in_vain (self, G_N_ELEMENTS (letters));
  tell_line (self, "accept");
  tell_line (self, "lag 600");
  press (self, "全部重试");
  await (is_all_sent, self, "they are sent");
  arrived = read_letters (self, no);
  g_assert_cmpstr (arrived, ==, "ABCADE");
}

static void
test_several_arrive_once_each (Fixture *self, gconstpointer has_line)
{
  static const char *const words[] = { "三日内办结", "请现场核实", "三日内办结，并回访" };
  g_autofree char *port = dup_port (self);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *no = open_case (self, i);

      instruct (self, words[i]);
    }
  end_platform (self);
  send_in_vain (self, G_N_ELEMENTS (words));
  acting_desk_await_text (get_unsent (self), "3 项没有发出");
  start_platform (self, port);
  press (self, "全部重试");
  await (is_all_sent, self, "they are sent");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpuint (count_instructions (self, words[i]), ==, 1);
}

/* The case says what its user told of it, and nothing of what was told of another. */
static void
test_the_case_says_where_it_is (Fixture *self, gconstpointer has_line)
{
  g_autofree char *other = NULL;
  g_autofree char *no = open_case (self, 0);
  g_autofree char *line = g_strdup_printf ("批示 %s：", no);

  instruct (self, "三日内办结");
  acting_desk_await_text (get_pane (self), line);
  acting_desk_await_text (get_pane (self), "秒后发出");
  other = open_case (self, 1);
  g_assert_false (acting_desk_shows_text (get_pane (self), line));
  g_free (open_case (self, 0));
  g_assert_true (acting_desk_shows_text (get_pane (self), line));
  zhihui_desk_errands_send_all (get_errands (self));
  g_assert_true (acting_desk_shows_text (get_pane (self), "正在发送"));
  await (is_all_sent, self, "it is sent");
  g_assert_false (acting_desk_shows_text (get_pane (self), line));
}

static GtkWidget *
find_row (Fixture *self, const char *no)
{
  GtkWidget *label = widget_search_first (get_unsent (self), says, no);

  return label != NULL ? gtk_widget_get_parent (label) : NULL;
}

static gboolean
has_one (gpointer user_data)
{
  Fixture *self = user_data;

  return is_quiet (self) && zhihui_desk_errands_get_all (get_errands (self))->len == 1;
}

/* Each is named, and tried or given up by itself; the keyboard stays among them. */
static void
test_each_of_several_has_its_row (Fixture *self, gconstpointer has_line)
{
  static const char *const words[] = { "三日内办结", "请现场核实", "三日内办结，并回访" };
  g_autofree char *port = dup_port (self);
  g_autoptr (GPtrArray) nos = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *button;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_ptr_array_add (nos, open_case (self, i));
      instruct (self, words[i]);
    }
  end_platform (self);
  send_in_vain (self, G_N_ELEMENTS (words));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    acting_desk_await_text (find_row (self, nos->pdata[i]), "连接被拒绝");

  button = widget_search_button (find_row (self, nos->pdata[1]), "不再提示");
  await (is_seen, button, "the row is seen");
  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_null (find_row (self, nos->pdata[1]));
  g_assert_true (is_focus_within (self));

  start_platform (self, port);
  g_signal_emit_by_name (widget_search_button (find_row (self, nos->pdata[2]), "重试"), "clicked");
  g_assert_nonnull (find_row (self, nos->pdata[2]));
  await (has_one, self, "one is sent");
  g_assert_null (find_row (self, nos->pdata[2]));
  g_assert_nonnull (find_row (self, nos->pdata[0]));
  g_assert_false (acting_desk_shows_text (get_unsent (self), "全部"));
  g_assert_cmpuint (count_instructions (self, words[0]), ==, 0);
  g_assert_cmpuint (count_instructions (self, words[1]), ==, 0);
  g_assert_cmpuint (count_instructions (self, words[2]), ==, 1);
  press (self, "重试");
  await (is_all_sent, self, "they are sent");
  g_assert_cmpuint (count_instructions (self, words[0]), ==, 1);
}

/* What the next start would say, were the desk killed now: the lock of a copy is nobody's.
 * (transfer full) */
static char *
ask_next_start (const char *folder)
{
  g_autofree char *after = program_make_folder ();
  g_autofree char *copy = g_build_filename (after, "copy.errands", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name = files != NULL ? g_dir_read_name (files) : NULL;
  g_autoptr (GPtrArray) left = NULL;

  if (name != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_file_set_contents (copy, text, -1, NULL));
    }
  left = zhihui_errand_record_take_left (after);
  program_remove_folder (after);
  g_ptr_array_add (left, NULL);
  return g_strjoinv ("\n", (char **) left->pdata);
}

/* That an instruction was not sent, or that nobody knows, outlives the desk. */
static void
test_what_failed_outlives_the_desk (Fixture *self, gconstpointer has_line)
{
  g_autofree char *home = program_make_folder ();
  g_autofree char *folder = g_build_filename (home, "errands", NULL);
  g_autofree char *no = open_case (self, 0);
  g_autofree char *refused = NULL, *lost = NULL, *sent = NULL;

  zhihui_errand_record_follow (get_errands (self), folder);
  instruct (self, "三日内办结");
  tell_line (self, "refuse");
  send_in_vain (self, 1);
  refused = ask_next_start (folder);
  g_assert_true (g_str_has_suffix (refused, "：批示——没有发出"));

  tell_line (self, "accept");
  tell_line (self, "cut 0");
  press (self, "重试");
  await (is_quiet, self, "it was tried again");
  g_assert_cmpuint (count_instructions (self, "三日内办结"), ==, 1);
  lost = ask_next_start (folder);
  g_assert_true (g_str_has_suffix (lost, "：批示——可能没有送到"));

  tell_line (self, "pass");
  press (self, "重试");
  await (is_all_sent, self, "it is sent");
  sent = ask_next_start (folder);
  g_assert_cmpstr (sent, ==, "");
  program_remove_folder (folder);
  program_remove_folder (home);
}

/* Who is asked and stays can still send it. */
static void
test_what_failed_is_not_closed_away (Fixture *self, gconstpointer has_line)
{
  g_autofree char  *no = open_case (self, 0);
  AdwMessageDialog *dialog;

  instruct (self, "三日内办结");
  tell_line (self, "refuse");
  send_in_vain (self, 1);
  for (guint i = 0; i < 2; i++)
    gtk_window_close (GTK_WINDOW (self->window));
  dialog = acting_desk_find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (acting_desk_shows_text (GTK_WIDGET (dialog), no));
  g_assert_true (acting_desk_shows_text (GTK_WIDGET (dialog), "连接被拒绝"));
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_null (acting_desk_find_dialog ());
  g_assert_true (gtk_widget_get_visible (self->window));

  tell_line (self, "accept");
  press (self, "重试");
  await (is_all_sent, self, "it is sent");
  g_assert_cmpuint (count_instructions (self, "三日内办结"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, line, func)                                                                      \
  g_test_add ("/desk-unsent/" name, Fixture, line, set_up, func, tear_down)
  ADD ("it-arrives-once-the-platform-is-back", NULL, test_it_arrives_once_the_platform_is_back);
  ADD ("a-lost-answer-is-no-second-instruction",
       "a line",
       test_a_lost_answer_is_no_second_instruction);
  ADD ("several-arrive-once-each", NULL, test_several_arrive_once_each);
  ADD ("what-is-about-one-case-arrives-in-order",
       "a line",
       test_what_is_about_one_case_arrives_in_order);
  ADD ("the-case-says-where-it-is", "a line", test_the_case_says_where_it_is);
  ADD ("each-of-several-has-its-row", NULL, test_each_of_several_has_its_row);
  ADD ("what-failed-outlives-the-desk", "a line", test_what_failed_outlives_the_desk);
  ADD ("what-failed-is-not-closed-away", "a line", test_what_failed_is_not_closed_away);
#undef ADD
  return g_test_run ();
}
