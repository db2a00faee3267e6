/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fake-platform.h"
#include "history-sample.h"
#include "zhihui-error.h"
#include "zhihui-history-writer.h"
#include "zhihui-history.h"
#include "zhihui-last-good.h"
#include "zhihui-platform-resource.h"
#include "zhihui-wire.h"

#define START G_GINT64_CONSTANT (1596002400)
#define SPACING 600
#define SMALL_DISK_BYTES "262144"

/* A child that works until it is killed. Says after each piece of work which one it was. */
typedef void (*Work) (const char *folder, gint64 from, int told);

static guint
get_n_kills (void)
{
  return g_getenv ("ZHIHUI_TEST_LONG") != NULL ? 1000 : 50;
}

static void
tell (int told, gint64 number)
{
  if (write (told, &number, sizeof number) != sizeof number)
    _exit (1);
}

/* Returns: the last piece of work that the child had told when it was killed, @from - 1 none. */
static gint64
work_and_kill (Work work, const char *folder, gint64 from, GRand *random)
{
  gint64 last = from - 1;
  int    pipe_ends[2], status;
  pid_t  child;

  g_assert_cmpint (pipe (pipe_ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (pipe_ends[0]);
      work (folder, from, pipe_ends[1]);
      _exit (0);
    }
  close (pipe_ends[1]);

  /* Never before it has begun; then at any moment of what it does. */
  g_assert_cmpint (read (pipe_ends[0], &last, sizeof last), ==, sizeof last);
  g_usleep ((gulong) g_rand_int_range (random, 0, 15000));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  while (read (pipe_ends[0], &last, sizeof last) == sizeof last)
    ;
  close (pipe_ends[0]);

  return last;
}

/* ---- the last good answers ---- */

static const ZhihuiWants wants = {
  .datasets = 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_CHANNELS,
};

static void
add_kept (ZhihuiKeptSet *set, ZhihuiDataset dataset, const char *text)
{
  ZhihuiKept *kept = g_new0 (ZhihuiKept, 1);

  kept->resource = zhihui_platform_resource_new_dataset (dataset, NULL);
  kept->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (kept->bodies, g_bytes_new (text, strlen (text)));
  g_ptr_array_add (set->items, kept);
}

/* Every dataset has the same number, and so has the head; @n_channels makes it large. */
static ZhihuiKeptSet *
make_set (gint64 number, guint n_channels)
{
  ZhihuiKeptSet *set = g_new0 (ZhihuiKeptSet, 1);
  g_autoptr (GString) channels = g_string_new (NULL);
  g_autofree char *summary = NULL;

  set->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_kept_free);
  set->platform_now = START + number;
  set->uptime_s = number;
  add_kept (set,
            ZHIHUI_DATASET_META,
            "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"title\":\"t\",\"name\":\"淄川区\","
            "\"region\":\"370302\",\"peers\":[{\"id\":\"town\"}]}");
  summary = g_strdup_printf ("{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"from\":"
                             "\"2020-07-01T00:00:00+08:00\",\"to\":\"2020-08-01T00:00:00+08:00\","
                             "\"accepted\":{\"today\":%d,\"month\":1,\"year\":1},\"open\":{"
                             "\"total\":1,\"overdue\":0},\"clocks\":[],\"stages\":[]}",
                             (int) number);
  add_kept (set, ZHIHUI_DATASET_SUMMARY, summary);
  g_string_append (channels,
                   "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"from\":"
                   "\"2020-07-01T00:00:00+08:00\",\"to\":\"2020-08-01T00:00:00+08:00\","
                   "\"items\":[");
  for (guint i = 0; i < n_channels; i++)
    g_string_append_printf (
      channels, "%s{\"id\":\"channel-%u\",\"n\":%d}", i > 0 ? "," : "", i, (int) number);
  g_string_append (channels, "]}");
  add_kept (set, ZHIHUI_DATASET_CHANNELS, channels->str);

  return set;
}

static gboolean
save (const char *folder, gint64 number, guint n_channels, GError **error)
{
  g_autoptr (ZhihuiLastGood) last_good = zhihui_last_good_new (folder, "key", "token");
  g_autoptr (ZhihuiKeptSet) set = make_set (number, n_channels);

  return zhihui_last_good_save (last_good, set, error);
}

static void
write_snapshots (const char *folder, gint64 from, int told)
{
  for (gint64 number = from;; number++)
    {
      if (!save (folder, number, 500, NULL))
        _exit (1);
      tell (told, number);
    }
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(ZhihuiKeptSet **) user_data = zhihui_last_good_load_finish (result, NULL);
}

static gboolean
is_loaded (gpointer user_data)
{
  return *(ZhihuiKeptSet **) user_data != NULL;
}

static ZhihuiKeptSet *
load_wanted (const char *folder, const ZhihuiWants *wanted)
{
  g_autoptr (ZhihuiLastGood) last_good = zhihui_last_good_new (folder, "key", "token");
  g_autoptr (ZhihuiWantsCopy) copy = zhihui_wants_copy_new (wanted);
  g_autoptr (ZhihuiCatalogue) catalogue = zhihui_catalogue_new_platform ();
  ZhihuiKeptSet *set = NULL;

  zhihui_last_good_load_async (last_good, catalogue, copy, NULL, loaded_cb, &set);
  await (is_loaded, &set, "what was kept is read");
  return set;
}

static ZhihuiKeptSet *
load (const char *folder)
{
  return load_wanted (folder, &wants);
}

/* Returns: its number, when all of it has the same; G_MININT64 when there is nothing. */
static gint64
judge_set (ZhihuiKeptSet *set)
{
  ZhihuiSummary  *summary;
  ZhihuiChannels *channels;

  if (set->items->len == 0)
    return G_MININT64;

  g_assert_cmpuint (set->items->len, ==, 3);
  summary = ((ZhihuiKept *) set->items->pdata[1])->figures;
  channels = ((ZhihuiKept *) set->items->pdata[2])->figures;
  g_assert_cmpint (set->platform_now, ==, START + set->uptime_s);
  g_assert_cmpint (summary->today, ==, set->uptime_s);
  for (guint i = 0; i < channels->items->len; i++)
    g_assert_cmpint (((ZhihuiChannel *) channels->items->pdata[i])->n, ==, set->uptime_s);

  return set->uptime_s;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static void
test_last_good_survives_kills (void)
{
  g_autofree char *folder = make_folder ();
  GRand           *random = g_rand_new_with_seed (17);
  gint64           next = 1;
  guint            n_ahead = 0;

  for (guint i = 0; i < get_n_kills (); i++)
    {
      gint64 told = work_and_kill (write_snapshots, folder, next, random);
      g_autoptr (ZhihuiKeptSet) set = load (folder);
      gint64 found = judge_set (set);

      /* The old one or the new one, never neither, never an older one. */
      g_assert_cmpint (found, >=, told);
      g_assert_cmpint (found, <=, told + 1);
      n_ahead += found > told;
      next = found + 1;
      /* Halves are cleared away. */
      g_assert_cmpuint (count_files (folder), ==, 1);
    }

  g_test_message ("%u kills, %d snapshots, %u kills between writing and telling",
                  get_n_kills (),
                  (int) next - 1,
                  n_ahead);
  g_rand_free (random);
  remove_folder (folder);
}

static void
test_every_damage_is_noticed (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (ZhihuiLastGood) last_good = zhihui_last_good_new (folder, "key", "token");
  const char      *path = zhihui_last_good_get_path (last_good);
  g_autofree char *text = NULL;
  gsize            length;
  guint            n_flipped = 0;

  g_assert_true (save (folder, 5, 3, NULL));
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize i = 0; i <= length; i++)
    {
      g_autoptr (ZhihuiKeptSet) cut = NULL;
      g_autoptr (ZhihuiKeptSet) flipped = NULL;

      g_assert_true (g_file_set_contents_full (
        path, text, (gssize) i, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
      cut = load (folder);
      g_assert_cmpint (judge_set (cut), ==, i < length ? G_MININT64 : 5);
      if (i == length)
        break;

      text[i] ^= (char) (1 << (i % 8));
      g_assert_true (g_file_set_contents_full (
        path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
      flipped = load (folder);
      g_assert_cmpint (judge_set (flipped), ==, G_MININT64);
      text[i] ^= (char) (1 << (i % 8));
      n_flipped++;
    }

  /* And what comes next is kept again. */
  g_assert_true (save (folder, 6, 3, NULL));
  {
    g_autoptr (ZhihuiKeptSet) set = load (folder);

    g_assert_cmpint (judge_set (set), ==, 6);
  }
  g_test_message ("%u bytes, each flipped, and cut at each", n_flipped);
  remove_folder (folder);
}

/* ---- a cold start ---- */

static void
add_board (ZhihuiKeptSet *set, ZhihuiBoard board, const char *peer, ZhihuiRanking *ranking)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  const ZhihuiBoardAsked asked = { .board = board, .peer = peer };
  ZhihuiKept            *kept = g_new0 (ZhihuiKept, 1);
  char                  *text = zhihui_wire_encode_ranking (ranking, zone, NULL);

  kept->resource = zhihui_platform_resource_new_ranking (&asked);
  kept->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (kept->bodies, g_bytes_new_take (text, strlen (text)));
  g_ptr_array_add (set->items, kept);
}

/* A province of 1,244 units: each board in full, as a desk reads it. */
static void
test_cold_start_of_a_province (void)
{
  g_autofree char *folder = make_folder ();
  HistorySample   *sample = history_sample_new (1244);
  g_autoptr (ZhihuiSituation) situation = history_sample_make (sample, START, 5);
  g_autoptr (ZhihuiLastGood) last_good = zhihui_last_good_new (folder, "key", "token");
  g_autoptr (ZhihuiKeptSet) set = make_set (1, 3);
  g_autoptr (ZhihuiKeptSet) read_back = NULL;
  g_autofree char *text = NULL;
  ZhihuiWants      all = wants;
  gsize            length;
  gint64           began_us, saved_us;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      all.rankings[all.n_rankings].board = board;
      all.rankings[all.n_rankings++].peer = "town";
      add_board (set, board, "town", zhihui_situation_get_ranking (situation, board, "town"));
    }

  began_us = g_get_monotonic_time ();
  g_assert_true (zhihui_last_good_save (last_good, set, NULL));
  saved_us = g_get_monotonic_time ();
  read_back = load_wanted (folder, &all);
  g_test_message ("%d boards of %d units: written in %.1f ms, read and decoded in %.1f ms",
                  ZHIHUI_N_BOARDS,
                  622,
                  (double) (saved_us - began_us) / 1000,
                  (double) (g_get_monotonic_time () - saved_us) / 1000);
  g_assert_cmpuint (read_back->items->len, ==, 3 + ZHIHUI_N_BOARDS);
  g_assert_cmpuint (
    ((ZhihuiRanking *) ((ZhihuiKept *) read_back->items->pdata[3])->figures)->n_ranked, ==, 622);

  g_assert_true (g_file_get_contents (zhihui_last_good_get_path (last_good), &text, &length, NULL));
  g_test_message ("%.1f KiB", (double) length / 1024);
  history_sample_free (sample);
  remove_folder (folder);
}

/* ---- a full disk ---- */

/* Returns: a folder with little room, NULL when this user or place may not make one. */
static char *
make_small_disk (void)
{
  char *folder = make_folder ();

  if (mount ("tmpfs", folder, "tmpfs", 0, "size=" SMALL_DISK_BYTES) == 0)
    return folder;

  remove_folder (folder);
  g_free (folder);
  return NULL;
}

static void
remove_small_disk (char *folder)
{
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
  remove_folder (folder);
  g_free (folder);
}

/* In a child whose files may not be larger: the same answer as of a disk without room. */
static void
save_too_much (const char *folder)
{
  const struct rlimit limit = { 65536, 65536 };
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  if (setrlimit (RLIMIT_FSIZE, &limit) != 0 || save (folder, 2, 20000, &error) || error == NULL)
    _exit (1);
  _exit (0);
}

static void
test_last_good_on_a_full_disk (void)
{
  char            *disk = make_small_disk ();
  g_autofree char *folder = disk == NULL ? make_folder () : g_strdup (disk);
  int              status = 0;
  pid_t            child;

  g_assert_true (save (folder, 1, 3, NULL));
  child = fork ();
  if (child == 0)
    save_too_much (folder);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  if (disk != NULL)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (save (folder, 2, 20000, &error));
      g_assert_nonnull (error);
    }

  {
    g_autoptr (ZhihuiKeptSet) set = load (folder);

    g_assert_cmpint (judge_set (set), ==, 1);
  }
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (save (folder, 3, 3, NULL));

  if (disk != NULL)
    remove_small_disk (disk);
  else
    remove_folder (folder);
}

/* ---- the history ---- */

static char *
make_history_path (const char *folder)
{
  return g_build_filename (folder, "desk-1.db", NULL);
}

static void
write_history (const char *folder, gint64 from, int told)
{
  g_autofree char *path = make_history_path (folder);
  HistorySample   *sample = history_sample_new (8);
  g_autoptr (ZhihuiHistoryWriter) writer =
    zhihui_history_writer_new (path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE, NULL);

  if (writer == NULL)
    _exit (1);
  for (gint64 number = from;; number++)
    {
      gint64 at = START + number * SPACING;
      g_autoptr (ZhihuiSituation) situation = NULL;
      ZhihuiHistoryOutcome outcome;
      gboolean             has_more;

      history_sample_advance (sample, 1);
      situation = history_sample_make (sample, at, 5);
      if (!zhihui_history_writer_append (writer, situation, at, 5, at, &outcome, NULL) ||
          !zhihui_history_writer_purge (writer, &has_more, NULL))
        _exit (1);
      tell (told, number);
    }
}

static gint64
ask (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiHistoryStore) store =
    zhihui_history_store_open (path, ZHIHUI_HISTORY_READ, &error);
  gint64 number;

  g_assert_no_error (error);
  zhihui_history_store_ask (store, sql, NULL, 0, -1, &number, &error);
  g_assert_no_error (error);
  return number;
}

/* Everything of the last moment can be read, and all of it is of that moment. */
static gint64
judge_history (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiHistory) history = zhihui_history_open (path, &error);
  g_autoptr (ZhihuiSituation) situation = NULL;
  gint64 oldest, newest;

  g_assert_no_error (error);
  g_assert_true (zhihui_history_get_range (history, &oldest, &newest, &error));
  situation = zhihui_history_load (history, newest, 5, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (zhihui_situation_get_summary (situation)->stamp.as_of, ==, newest);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    g_assert_cmpint (zhihui_situation_get_ranking (situation, board, "town")->as_of, ==, newest);
  g_assert_cmpint (
    ask (path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), ==, 1);

  return (newest - START) / SPACING;
}

static void
test_history_survives_kills (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = make_history_path (folder);
  GRand           *random = g_rand_new_with_seed (23);
  gint64           next = 0;

  for (guint i = 0; i < get_n_kills (); i++)
    {
      gint64 told = work_and_kill (write_history, folder, next, random);
      gint64 found = judge_history (path);

      g_assert_cmpint (found, >=, told);
      g_assert_cmpint (found, <=, told + 1);
      next = found + 1;
    }

  /* None is missing in between. */
  g_assert_cmpint (ask (path, "SELECT count(*) FROM moment"), ==, next);
  g_test_message ("%u kills, %d moments", get_n_kills (), (int) next);
  g_rand_free (random);
  remove_folder (folder);
}

static void
test_history_on_a_full_disk (void)
{
  char            *disk = make_small_disk ();
  g_autofree char *path = NULL;
  HistorySample   *sample = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiHistoryWriter *writer;
  gint64               kept = -1;

  if (disk == NULL)
    {
      g_test_skip ("a small disk cannot be mounted here");
      return;
    }

  path = make_history_path (disk);
  sample = history_sample_new (200);
  writer =
    zhihui_history_writer_new (path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE, &error);
  g_assert_no_error (error);
  for (gint64 i = 0; i < 1000 && error == NULL; i++)
    {
      gint64 at = START + i * SPACING;
      g_autoptr (ZhihuiSituation) situation = NULL;
      ZhihuiHistoryOutcome outcome;

      history_sample_advance (sample, 50);
      situation = history_sample_make (sample, at, 5);
      if (zhihui_history_writer_append (writer, situation, at, 5, at, &outcome, &error))
        kept = i;
    }
  g_assert_nonnull (error);
  zhihui_history_writer_free (writer);

  g_assert_cmpint (kept, >=, 0);
  g_assert_cmpint (judge_history (path), ==, kept);
  g_test_message ("%d moments, then: %s", (int) kept + 1, error->message);
  history_sample_free (sample);
  remove_small_disk (disk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kept/a-killed-writer-leaves-the-old-or-the-new",
                   test_last_good_survives_kills);
  g_test_add_func ("/kept/each-damaged-byte-is-noticed", test_every_damage_is_noticed);
  g_test_add_func ("/kept/a-province-starts-cold", test_cold_start_of_a_province);
  g_test_add_func ("/kept/a-full-disk-leaves-the-old", test_last_good_on_a_full_disk);
  g_test_add_func ("/history/a-killed-writer-loses-nothing-that-was-told",
                   test_history_survives_kills);
  g_test_add_func ("/history/a-full-disk-leaves-what-was-kept", test_history_on_a_full_disk);

  return g_test_run ();
}
