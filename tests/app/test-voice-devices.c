/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice-waiting.h"
#include "zhihui-chime.h"
#include "zhihui-language.h"
#include "zhihui-voice.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* ALSA with a sound card that is a file. */
static void
use_sound_file (const char *folder, const char *file)
{
  g_autofree char *conf = g_build_filename (folder, "asound.conf", NULL);
  g_autofree char *text = g_strdup_printf ("pcm.!default { type plug slave.pcm { type file file "
                                           "\"%s\" format \"raw\" slave.pcm { type null } } }\n",
                                           file);

  g_assert_true (g_file_set_contents (conf, text, -1, NULL));
  g_setenv ("ALSA_CONFIG_PATH", conf, TRUE);
  g_setenv ("CANBERRA_DRIVER", "alsa", TRUE);
}

static void
a_sound_is_played (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-voices-XXXXXX", NULL);
  g_autofree char *conf = g_build_filename (folder, "asound.conf", NULL);
  g_autofree char *file = g_build_filename (folder, "played", NULL);
  g_autofree char *played = NULL;
  g_autoptr (GBytes) wav = zhihui_chime_make (red.level);
  g_autoptr (ZhihuiVoice) voice = NULL;
  gsize size, wav_size = g_bytes_get_size (wav);
  guint n_done = 0;
  int   peak = 0;

  use_sound_file (folder, file);
  voice = zhihui_voice_new_sound (10000, 60000);
  if (voice == NULL)
    {
      g_test_skip ("built without sound");
      return;
    }
  g_signal_connect_swapped (voice, "done", G_CALLBACK (count_cb), &n_done);
  zhihui_voice_utter (voice, NULL);
  zhihui_voice_utter (voice, &red);
  await (n_done == 1);
  g_assert_false (zhihui_voice_is_failing (voice));

  g_assert_true (g_file_get_contents (file, &played, &size, NULL));
  g_assert_cmpuint (size, >=, wav_size - 44);
  for (gsize i = 0; i + 1 < size; i += 2)
    peak = MAX (peak, ABS ((gint16) ((guint8) played[i] | (guint8) played[i + 1] << 8)));
  g_assert_cmpint (peak, >, 5000);

  g_remove (file);
  g_remove (conf);
  g_rmdir (folder);
}

static void
without_a_sound_card_it_is_told (void)
{
  g_autoptr (ZhihuiVoice) voice = NULL;
  guint n_done = 0;

  g_setenv ("ALSA_CONFIG_PATH", "/nowhere/asound.conf", TRUE);
  g_setenv ("CANBERRA_DRIVER", "alsa", TRUE);
  voice = zhihui_voice_new_sound (10000, 60000);
  if (voice == NULL)
    {
      g_test_skip ("built without sound");
      return;
    }
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警无法播出（扬声器）*");
  g_signal_connect_swapped (voice, "done", G_CALLBACK (count_cb), &n_done);
  zhihui_voice_utter (voice, &red);
  await (n_done == 1);
  g_test_assert_expected_messages ();
  g_assert_true (zhihui_voice_is_failing (voice));
}

/* What a speech-dispatcher hears, as far as this program speaks to it (SSIP). */
typedef struct
{
  GSocketService *service;
  char           *folder, *path;
  GString        *heard;
  gboolean        is_silent, is_dumb;
  gboolean        has_no_card; /* what it begins it never ends */
  guint           n_connections;
  GPtrArray      *connections; /* (element-type GSocketConnection) */
} Dispatcher;

typedef struct
{
  Dispatcher       *dispatcher;
  GDataInputStream *input;
  GOutputStream    *output;
  gboolean          is_text;
} Talk;

static void read_line (Talk *talk);

static void
answer (Talk *talk, const char *line)
{
  const char *words = "200 OK\r\n";

  if (g_str_has_prefix (line, "GET OUTPUT_MODULE"))
    words = talk->dispatcher->is_dumb ? "251-dummy\r\n251 OK GET RETURNED\r\n"
                                      : "251-espeak-ng\r\n251 OK GET RETURNED\r\n";
  if (g_ascii_strcasecmp (line, "speak") == 0)
    {
      talk->is_text = TRUE;
      words = "230 OK RECEIVING DATA\r\n";
    }
  if (g_str_equal (line, "."))
    {
      talk->is_text = FALSE;
      words = talk->dispatcher->has_no_card
                ? "225-1\r\n225 OK MESSAGE QUEUED\r\n"
                : "225-1\r\n225 OK MESSAGE QUEUED\r\n702-1\r\n702-1\r\n702 END\r\n";
    }
  if (!talk->is_text || g_ascii_strcasecmp (line, "speak") == 0)
    g_output_stream_write_all (talk->output, words, strlen (words), NULL, NULL, NULL);
}

static void
line_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Talk            *talk = user_data;
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, NULL);

  if (line == NULL)
    {
      g_object_unref (talk->input);
      g_free (talk);
      return;
    }
  g_string_append_printf (talk->dispatcher->heard, "%s\n", g_strchomp (line));
  if (!talk->dispatcher->is_silent)
    answer (talk, line);
  read_line (talk);
}

static void
read_line (Talk *talk)
{
  g_data_input_stream_read_line_async (talk->input, G_PRIORITY_DEFAULT, NULL, line_read_cb, talk);
}

static gboolean
connected_cb (GSocketService *service, GSocketConnection *connection, GObject *o, gpointer data)
{
  Dispatcher *dispatcher = data;
  Talk       *talk = g_new0 (Talk, 1);

  dispatcher->n_connections++;
  g_ptr_array_add (dispatcher->connections, g_object_ref (connection));
  talk->dispatcher = dispatcher;
  talk->input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  talk->output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  read_line (talk);
  return TRUE;
}

static void
dispatcher_start (Dispatcher *self)
{
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *where = NULL;

  self->folder = g_dir_make_tmp ("zhihui-voices-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "speechd", NULL);
  self->heard = g_string_new (NULL);
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->service = g_socket_service_new ();
  address = g_unix_socket_address_new (self->path);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                                address,
                                                G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_DEFAULT,
                                                NULL,
                                                NULL,
                                                NULL));
  g_signal_connect (self->service, "incoming", G_CALLBACK (connected_cb), self);
  where = g_strdup_printf ("unix_socket:%s", self->path);
  g_setenv ("SPEECHD_ADDRESS", where, TRUE);
}

static void
dispatcher_hang_up (Dispatcher *self)
{
  for (guint i = 0; i < self->connections->len; i++)
    g_io_stream_close (self->connections->pdata[i], NULL, NULL);
  g_ptr_array_set_size (self->connections, 0);
}

static void
dispatcher_stop (Dispatcher *self)
{
  dispatcher_hang_up (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_ptr_array_unref (self->connections);
  g_string_free (self->heard, TRUE);
  g_remove (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static ZhihuiVoice *
new_speech (guint limit_ms, guint *n_done)
{
  ZhihuiVoice *voice = zhihui_voice_new_speech (limit_ms, 60000);

  if (voice == NULL)
    g_test_skip ("built without speech");
  else
    g_signal_connect_swapped (voice, "done", G_CALLBACK (count_cb), n_done);
  return voice;
}

static void
words_come_to_the_dispatcher_as_plain_chinese_text (void)
{
  Dispatcher dispatcher = { 0 };
  guint      n_done = 0;
  g_autoptr (ZhihuiVoice) voice = new_speech (10000, &n_done);

  if (voice == NULL)
    return;
  dispatcher_start (&dispatcher);
  zhihui_voice_utter (voice, &red);
  await (n_done == 1);
  g_assert_false (zhihui_voice_is_failing (voice));
  g_assert_nonnull (strstr (dispatcher.heard->str, "\nspeak\n红色预警\n.\n"));
  g_assert_nonnull (strstr (dispatcher.heard->str, "LANGUAGE zh-CN\n"));
  g_assert_nonnull (strstr (dispatcher.heard->str, "VOLUME 20\n")); /* 60 % of −100 to 100 */
  g_assert_nonnull (strstr (dispatcher.heard->str, "SSML_MODE off\n"));

  /* The daemon begins anew: that is not even noticed. */
  dispatcher_hang_up (&dispatcher);
  g_string_truncate (dispatcher.heard, 0);
  zhihui_voice_utter (voice, &red);
  await (n_done == 2);
  g_assert_false (zhihui_voice_is_failing (voice));
  g_assert_nonnull (strstr (dispatcher.heard->str, "红色预警\n.\n"));
  g_assert_cmpuint (dispatcher.n_connections, ==, 2);

  g_clear_object (&voice);
  dispatcher_stop (&dispatcher);
}

static void
a_dispatcher_that_stops_answering_is_given_up (void)
{
  Dispatcher dispatcher = { 0 };
  guint      n_done = 0;
  g_autoptr (ZhihuiVoice) voice = new_speech (100, &n_done);

  if (voice == NULL)
    return;
  dispatcher_start (&dispatcher);
  zhihui_voice_utter (voice, &red);
  await (n_done == 1);
  dispatcher.is_silent = TRUE;
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*未能及时念出*");
  zhihui_voice_utter (voice, &red);
  await (n_done == 2);
  g_test_assert_expected_messages ();
  g_assert_true (zhihui_voice_is_failing (voice));

  dispatcher_stop (&dispatcher);
}

static void
no_dispatcher_and_no_synthesiser_are_told (void)
{
  Dispatcher dispatcher = { .is_dumb = TRUE };
  guint      n_done = 0;
  g_autoptr (ZhihuiVoice) without_daemon = new_speech (10000, &n_done);
  g_autoptr (ZhihuiVoice) without_voice = new_speech (10000, &n_done);

  if (without_daemon == NULL)
    return;
  g_setenv ("SPEECHD_ADDRESS", "unix_socket:/nowhere/speechd", TRUE);
  g_test_expect_message (
    "zhihui-app", G_LOG_LEVEL_MESSAGE, "*无法播出（语音）：speech-dispatcher 没有应答");
  zhihui_voice_utter (without_daemon, &red);
  await (n_done == 1);
  g_test_assert_expected_messages ();

  dispatcher_start (&dispatcher);
  g_test_expect_message (
    "zhihui-app", G_LOG_LEVEL_MESSAGE, "*无法播出（语音）：speech-dispatcher 没有可用的语音合成");
  zhihui_voice_utter (without_voice, &red);
  await (n_done == 2);
  g_test_assert_expected_messages ();
  g_clear_object (&without_voice);
  dispatcher_stop (&dispatcher);
}

static void
what_is_queued_and_never_said_is_not_heard (void)
{
  Dispatcher dispatcher = { .has_no_card = TRUE };
  guint      n_done = 0;
  g_autoptr (ZhihuiVoice) voice = new_speech (200, &n_done);

  if (voice == NULL)
    return;
  dispatcher_start (&dispatcher);
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*未能及时念出：有没有声卡*");
  zhihui_voice_utter (voice, NULL);
  await (zhihui_voice_is_failing (voice));
  g_test_assert_expected_messages ();
  g_assert_nonnull (strstr (dispatcher.heard->str, "VOLUME -100\n"));
  g_assert_nonnull (strstr (dispatcher.heard->str, "NOTIFICATION END on\n"));

  g_clear_object (&voice);
  dispatcher_stop (&dispatcher);
}

/* Four characters may take two seconds longer than the limit. */
static void
long_words_have_more_time (void)
{
  Dispatcher dispatcher = { .has_no_card = TRUE };
  guint      n_done = 0;
  gint64     begun_us = g_get_monotonic_time ();
  g_autoptr (ZhihuiVoice) voice = new_speech (200, &n_done);

  if (voice == NULL)
    return;
  dispatcher_start (&dispatcher);
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*未能及时念出*");
  zhihui_voice_utter (voice, &red);
  await (n_done == 1);
  g_test_assert_expected_messages ();
  g_assert_cmpint (g_get_monotonic_time () - begun_us, >=, 2200 * G_TIME_SPAN_MILLISECOND);

  g_clear_object (&voice);
  dispatcher_stop (&dispatcher);
}

/* ---- a daemon of our own ---- */

#define SPEAK "--speak"

/* Of what was killed somebody else takes note, and perhaps late. */
static gboolean
is_zombie (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") Z ") != NULL;
}

/* A program with that name that obeys no signal, has a child, and tells the process of that. */
static char *
install_stubborn_daemon (const char *folder)
{
  const char      *script = "#!/bin/sh\ntrap '' TERM INT HUP\nsleep 300 &\n"
                            "echo $! >\"$ZHIHUI_TEST_PID.new\"\n"
                            "mv \"$ZHIHUI_TEST_PID.new\" \"$ZHIHUI_TEST_PID\"\nwait\nwait\n";
  g_autofree char *program = g_build_filename (folder, "speech-dispatcher", NULL);
  g_autofree char *path = g_strconcat (folder, ":", g_getenv ("PATH"), NULL);
  char            *pid = g_build_filename (folder, "pid", NULL);

  g_assert_true (
    g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
  g_setenv ("PATH", path, TRUE);
  g_setenv ("ZHIHUI_TEST_PID", pid, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_unsetenv ("SPEECHD_ADDRESS");
  return pid;
}

/* This program once more, as a wall that is killed. */
static void
no_daemon_outlives_its_program (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-voices-XXXXXX", NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *pid_file = NULL, *text = NULL, *program = NULL;
  g_autoptr (GSubprocess) wall = NULL;
  g_autoptr (GDir) left = NULL;
  guint n_done = 0;
  pid_t pid;
  g_autoptr (ZhihuiVoice) voice = new_speech (1, &n_done);

  if (voice == NULL)
    return;
  pid_file = install_stubborn_daemon (folder);
  wall = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, self, SPEAK, NULL);
  await (g_file_get_contents (pid_file, &text, NULL, NULL));
  pid = (pid_t) g_ascii_strtoll (text, NULL, 10);
  g_assert_cmpint (kill (pid, 0), ==, 0);
  g_subprocess_force_exit (wall);
  await (kill (pid, 0) != 0 || is_zombie (pid));

  g_remove (pid_file);
  program = g_build_filename (folder, "speech-dispatcher", NULL);
  g_remove (program);
  left = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (left), ==, NULL);
  g_rmdir (folder);
}

/* What the child does. */
static int
speak (void)
{
  g_autoptr (ZhihuiVoice) voice = zhihui_voice_new_speech (60000, 60000);

  zhihui_voice_utter (voice, NULL);
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (argc == 2 && g_str_equal (argv[1], SPEAK))
    return speak ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice/without-a-sound-card-it-is-told", without_a_sound_card_it_is_told);
  g_test_add_func ("/voice/a-sound-is-played", a_sound_is_played);
  g_test_add_func ("/voice/words-come-to-the-dispatcher-as-plain-chinese-text",
                   words_come_to_the_dispatcher_as_plain_chinese_text);
  g_test_add_func ("/voice/a-dispatcher-that-stops-answering-is-given-up",
                   a_dispatcher_that_stops_answering_is_given_up);
  g_test_add_func ("/voice/what-is-queued-and-never-said-is-not-heard",
                   what_is_queued_and_never_said_is_not_heard);
  g_test_add_func ("/voice/long-words-have-more-time", long_words_have_more_time);
  g_test_add_func ("/voice/no-daemon-outlives-its-program", no_daemon_outlives_its_program);
  g_test_add_func ("/voice/no-dispatcher-and-no-synthesiser-are-told",
                   no_dispatcher_and_no_synthesiser_are_told);

  return g_test_run ();
}
