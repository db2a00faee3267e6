/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "every-resource.h"
#include "wire-examples.h"

/* The public JSON test suite by the way that every answer takes: each file as the body of every
 * kind of resource, from a server on this machine to the situation that is shown. */

#define N_FILES 318

typedef struct
{
  char *name; /* owned: y_… must be accepted, n_… refused, i_… either */
  char *text; /* owned */
  gsize length;
} File;

static void
free_file (gpointer data)
{
  File *self = data;

  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(File *const *) a)->name, (*(File *const *) b)->name);
}

static GPtrArray *
load_files (void)
{
  g_autofree char *folder = wire_examples_find_shared ("corpora/json-hostile/test_parsing");
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (folder == NULL)
    return NULL;

  files = g_ptr_array_new_with_free_func (free_file);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      File            *file = g_new0 (File, 1);

      file->name = g_strdup (name);
      g_assert_true (g_file_get_contents (path, &file->text, &file->length, NULL));
      g_ptr_array_add (files, file);
    }
  g_assert_cmpuint (files->len, ==, N_FILES);
  g_ptr_array_sort (files, compare_names);

  return g_steal_pointer (&files);
}

/* Valid, but nothing that can be kept as it was meant: docs/wire.md, 6. */
static gboolean
is_kept_out (const File *file)
{
  return g_str_equal (file->name, "y_object_escaped_null_in_key.json") ||
         g_str_equal (file->name, "y_string_null_escape.json");
}

/* What the guard refuses has a place in bytes, what the decoders refuse the name of a member. */
static void
check_reason (const File *file, guint index, const char *detail)
{
  static const char said[] = "The answer cannot be read: ";
  gboolean          by_guard;

  g_assert_nonnull (detail);
  if (!g_str_has_prefix (detail, said))
    g_error ("%s as %s: “%s”", file->name, every_resource_get_name (index), detail);

  by_guard = g_str_has_prefix (detail + strlen (said), "byte ");
  if ((file->name[0] == 'n' && !by_guard) ||
      (file->name[0] == 'y' && by_guard != is_kept_out (file)))
    g_error ("%s as %s: “%s”", file->name, every_resource_get_name (index), detail);
}

static void
check_refused (EveryResource *self, const File *file, guint n_refused, const gpointer *kept)
{
  ZhihuiSituation *situation = self->listener->last;

  for (guint i = 0; i < EVERY_N; i++)
    {
      const ZhihuiReceipt *receipt = every_resource_get_receipt (situation, i);

      if (every_resource_get_figures (situation, i) != kept[i])
        g_error ("%s became figures of %s", file->name, every_resource_get_name (i));
      if (receipt == NULL)
        continue;

      check_reason (file, i, receipt->detail);
      g_assert_cmpuint (receipt->n_failures, ==, n_refused);
      g_assert_cmpint (receipt->http_status, ==, 200);
      g_assert_true (receipt->has_data);
      g_assert_false (receipt->refused);
      /* One answer may fail; from the second on they have been lost for more than 120 s. */
      g_assert_cmpint (every_resource_judge (situation, i, self->now_us),
                       ==,
                       n_refused == 1 ? ZHIHUI_STATE_FRESH : ZHIHUI_STATE_STALE);
    }
}

static void
assert_good (EveryResource *self, const char *after)
{
  ZhihuiSituation *situation = self->listener->last;

  for (guint i = 0; i < EVERY_N; i++)
    {
      const ZhihuiReceipt *receipt = every_resource_get_receipt (situation, i);

      if (receipt == NULL)
        continue;
      if (receipt->n_failures != 0)
        g_error ("%s after %s: %s", every_resource_get_name (i), after, receipt->detail);
      g_assert_cmpint (receipt->received_us, ==, self->now_us);
      g_assert_cmpint (every_resource_judge (situation, i, self->now_us), ==, ZHIHUI_STATE_FRESH);
    }
}

static void
every_file_is_refused_as_every_answer (void)
{
  g_autoptr (GPtrArray) files = load_files ();
  EveryResource self = { 0 };
  gpointer      kept[EVERY_N];
  char         *before[EVERY_N];

  if (files == NULL)
    return;

  every_resource_set_up (&self);
  every_resource_start (&self);
  for (guint i = 0; i < EVERY_N; i++)
    {
      kept[i] = every_resource_get_figures (self.listener->last, i);
      before[i] = every_resource_encode (self.listener->last, i);
    }

  for (guint i = 0; i < files->len; i++)
    {
      const File *file = files->pdata[i];

      every_resource_answer_all (&self, file->text, file->length);
      every_resource_poll (&self);
      check_refused (&self, file, i + 1, kept);
    }

  every_resource_answer_well (&self);
  every_resource_poll (&self);
  assert_good (&self, "the suite");
  for (guint i = 0; i < EVERY_N; i++)
    {
      g_autofree char *after = every_resource_encode (self.listener->last, i);

      g_assert_cmpstr (after, ==, before[i]);
      g_free (before[i]);
    }
  every_resource_tear_down (&self);
}

/* A platform newer than this program sends members that nobody knows here: what they hold must not
 * matter. */
static void
answer_with_unknown_member (EveryResource *self, const File *file)
{
  for (guint i = 0; i < EVERY_N; i++)
    {
      g_autofree char *content = g_strndup (file->text, file->length);
      g_autofree char *text =
        g_strconcat ("{\"unknown\":", content, ",", strchr (self->good[i], '{') + 1, NULL);

      every_resource_answer (self, i, text);
    }
}

static void
what_must_be_accepted_is_accepted_inside_of_every_answer (void)
{
  g_autoptr (GPtrArray) files = load_files ();
  EveryResource self = { 0 };
  guint         n_accepted = 0;

  if (files == NULL)
    return;

  every_resource_set_up (&self);
  every_resource_start (&self);
  for (guint i = 0; i < files->len; i++)
    {
      const File *file = files->pdata[i];
      guint       n_decoded = zhihui_http_source_get_n_decoded (self.source);

      if (file->name[0] != 'y' || is_kept_out (file))
        continue;

      answer_with_unknown_member (&self, file);
      every_resource_poll (&self);
      assert_good (&self, file->name);
      g_assert_cmpuint (
        zhihui_http_source_get_n_decoded (self.source), ==, n_decoded + EVERY_N + 1);
      n_accepted++;
    }

  g_test_message ("%u files", n_accepted);
  g_assert_cmpuint (n_accepted, ==, 93);
  every_resource_tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corpora/every-file-is-refused-as-every-answer",
                   every_file_is_refused_as_every_answer);
  g_test_add_func ("/corpora/what-must-be-accepted-is-accepted-inside-of-every-answer",
                   what_must_be_accepted_is_accepted_inside_of_every_answer);
  return g_test_run ();
}
