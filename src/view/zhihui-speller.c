/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-speller.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define NAME_UNITS 256

static const char *const spellers[ZHIHUI_N_SPELLERS] = { "Han-Latin; Latin-ASCII; Lower",
                                                         "Han-Latin/Names; Latin-ASCII; Lower" };

/**
 * zhihui_spelling_free:
 * @self: (transfer full): how a name sounds
 */
void
zhihui_spelling_free (ZhihuiSpelling *self)
{
  for (guint i = 0; i < ZHIHUI_N_SPELLERS; i++)
    {
      g_free (self->sounds[i]);
      g_free (self->initials[i]);
    }
  g_free (self);
}

/**
 * zhihui_spelling_copy:
 *
 * Returns: (transfer full): the same
 */
ZhihuiSpelling *
zhihui_spelling_copy (const ZhihuiSpelling *self)
{
  ZhihuiSpelling *copy = g_new0 (ZhihuiSpelling, 1);

  for (guint i = 0; i < ZHIHUI_N_SPELLERS; i++)
    {
      copy->sounds[i] = g_strdup (self->sounds[i]);
      copy->initials[i] = g_strdup (self->initials[i]);
    }
  return copy;
}

/**
 * zhihui_spelling_dup_lines:
 *
 * Returns: (transfer full): all of it, a line each, to be searched
 */
char *
zhihui_spelling_dup_lines (const ZhihuiSpelling *self)
{
  return g_strjoin (
    "\n", self->sounds[0], self->initials[0], self->sounds[1], self->initials[1], NULL);
}

static char *
spell (UTransliterator *speller, const char *name)
{
  UChar      text[NAME_UNITS];
  char       spelled[NAME_UNITS * 3 + 1];
  int32_t    n = 0, limit;
  UErrorCode status = U_ZERO_ERROR;

  u_strFromUTF8 (text, NAME_UNITS, &n, name, -1, &status);
  limit = n;
  if (U_SUCCESS (status))
    utrans_transUChars (speller, text, &n, NAME_UNITS, 0, &limit, &status);
  if (U_SUCCESS (status))
    u_strToUTF8 (spelled, sizeof spelled, NULL, text, n, &status);

  return g_strdup (U_SUCCESS (status) ? spelled : "");
}

/* "su zhou shi" → "suzhoushi", "szs". */
static void
take_sound (ZhihuiSpelling *spelling, guint speller, const char *spelled)
{
  g_auto (GStrv) syllables = g_strsplit_set (spelled, " '", -1);
  GString *initials = g_string_new (NULL);

  for (guint i = 0; syllables[i] != NULL; i++)
    if (*syllables[i] != '\0')
      g_string_append_c (initials, *syllables[i]);
  spelling->sounds[speller] = g_strjoinv ("", syllables);
  spelling->initials[speller] = g_string_free (initials, FALSE);
}

static void
spell_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *names = task_data;
  GPtrArray *spellings = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_spelling_free);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (spellings, g_new0 (ZhihuiSpelling, 1));
  for (guint i = 0; i < ZHIHUI_N_SPELLERS; i++)
    {
      UErrorCode       status = U_ZERO_ERROR;
      UChar            id[64];
      UTransliterator *speller;

      u_uastrcpy (id, spellers[i]);
      speller = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
      for (guint j = 0; j < names->len; j++)
        {
          g_autofree char *spelled = U_SUCCESS (status) && !g_cancellable_is_cancelled (cancellable)
                                       ? spell (speller, names->pdata[j])
                                       : g_strdup ("");

          take_sound (spellings->pdata[j], i, spelled);
        }
      if (U_SUCCESS (status))
        utrans_close (speller);
    }
  g_task_return_pointer (task, spellings, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * zhihui_speller_spell_async:
 * @names: (element-type utf8): copied
 * @cancellable: (nullable): ends it
 * @callback: called with what zhihui_speller_spell_finish () takes
 * @user_data: for @callback
 *
 * In a worker: the dictionary takes a while to be read.
 */
void
zhihui_speller_spell_async (GPtrArray          *names,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (copy, g_strdup (names->pdata[i]));
  g_task_set_source_tag (task, zhihui_speller_spell_async);
  g_task_set_task_data (task, copy, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, spell_in_thread);
}

/**
 * zhihui_speller_spell_finish:
 * @result: given to the callback
 * @error: return location, set only by cancelling
 *
 * Returns: (transfer full) (element-type ZhihuiSpelling) (nullable): one a name, in their order;
 *   of what has no sound the texts are empty
 */
GPtrArray *
zhihui_speller_spell_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
