/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-kept-form.h"

#include <glib/gi18n-lib.h>

#include "zhihui-mask.h"
#include "zhihui-public-alert.h"
#include "zhihui-wire.h"

/* A word of the list of hot words; what is longer is a sentence. */
#define WORD_MAX_CHARACTERS 12

typedef char *(*EncodeFunc) (gpointer figures, ZhihuiZone *zone);
typedef gpointer (*DecodeFunc) (GBytes *body, GError **error);

static char *
encode_meta (gpointer figures, ZhihuiZone *zone)
{
  return zhihui_wire_encode_meta (figures);
}

static char *
encode_units (gpointer figures, ZhihuiZone *zone)
{
  return zhihui_wire_encode_units (figures, zone, NULL);
}

static gpointer
decode_units (GBytes *body, GError **error)
{
  g_autofree char *next = NULL;

  return zhihui_wire_decode_units (body, &next, error);
}

#define FORM(name)                                                                                 \
  {                                                                                                \
    (EncodeFunc) zhihui_wire_encode_##name, (DecodeFunc) zhihui_wire_decode_##name                 \
  }

static const struct
{
  EncodeFunc encode;
  DecodeFunc decode;
} forms[ZHIHUI_N_DATASETS] = {
  [ZHIHUI_DATASET_META] = { encode_meta, (DecodeFunc) zhihui_wire_decode_meta },
  [ZHIHUI_DATASET_SUMMARY] = FORM (summary),
  [ZHIHUI_DATASET_CHANNELS] = FORM (channels),
  [ZHIHUI_DATASET_HOT_WORDS] = FORM (hot_words),
  [ZHIHUI_DATASET_MAP] = FORM (map_figures),
  [ZHIHUI_DATASET_REGIONS] = FORM (regions),
  [ZHIHUI_DATASET_MEETINGS] = FORM (meetings),
  [ZHIHUI_DATASET_ALERTS] = FORM (alerts),
  [ZHIHUI_DATASET_UNITS] = { encode_units, decode_units },
  [ZHIHUI_DATASET_TRENDS... ZHIHUI_DATASET_LAST_TREND] = FORM (trend),
  [ZHIHUI_DATASET_LAYERS] = FORM (layers),
  [ZHIHUI_DATASET_INDICATORS] = FORM (indicators),
  [ZHIHUI_DATASET_SYSTEMS] = FORM (systems),
  [ZHIHUI_DATASET_GUIDE] = FORM (guide),
  [ZHIHUI_DATASET_STAFF] = FORM (staff),
  [ZHIHUI_DATASET_SERVICES] = FORM (services),
  [ZHIHUI_DATASET_MODES] = FORM (channels),
};

/* ---- what does not go to disk ---- */

static void
forget (char **text)
{
  g_free (*text);
  *text = g_strdup ("");
}

/* A name that says nothing, so that nobody can be followed by it. */
static void
number (char **id, guint index)
{
  g_free (*id);
  *id = g_strdup_printf ("%u", index + 1);
}

static void
cut_alerts (ZhihuiAlerts *self, ZhihuiKeepFor keep_for)
{
  for (guint i = self->items->len; keep_for == ZHIHUI_KEEP_FOR_WALL && i-- > 0;)
    if (zhihui_alert_is_for_desks (self->items->pdata[i]))
      {
        g_ptr_array_remove_index (self->items, i);
        self->total = -1; /* how many of those beyond are for desks is not known */
      }

  for (guint i = 0; i < self->items->len; i++)
    {
      ZhihuiAlert *alert = self->items->pdata[i];

      number (&alert->id, i);
      forget (&alert->text);
      g_clear_pointer (&alert->acknowledged_by, g_free);
      g_clear_pointer (&alert->etag, g_free);
      g_clear_pointer (&alert->case_id, g_free);
    }
}

static void
cut_decisions (GPtrArray *decisions)
{
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      ZhihuiDecision *decision = decisions->pdata[i];

      forget (&decision->id);
      forget (&decision->text);
    }
}

static void
cut_meetings (ZhihuiMeetings *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZhihuiMeeting *meeting = self->items->pdata[i];

      number (&meeting->id, i);
      forget (&meeting->title);
      g_clear_pointer (&meeting->join_url, g_free);
      g_clear_pointer (&meeting->room_url, g_free);
      g_clear_pointer (&meeting->room, g_free);
      g_clear_pointer (&meeting->joined_at, g_array_unref);
      if (meeting->cases != NULL)
        g_ptr_array_set_size (meeting->cases, 0);
      cut_decisions (meeting->decisions);
    }
}

static gboolean
is_word (const char *text)
{
  g_autofree char *masked = zhihui_mask_text (text, ZHIHUI_MASK_WALL);

  if (g_utf8_strlen (text, -1) > WORD_MAX_CHARACTERS)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isdigit (g_utf8_get_char (at)))
      return FALSE;

  return g_str_equal (masked, text);
}

static void
cut_hot_words (ZhihuiHotWords *self)
{
  for (guint i = self->items->len; i-- > 0;)
    if (!is_word (((ZhihuiHotWord *) self->items->pdata[i])->word))
      g_ptr_array_remove_index (self->items, i);
}

/* ---- what stands there instead ---- */

static const char *
get_alert_word (const char *kind)
{
  static const char *const words[][2] = {
    { "due_soon", N_ ("Due soon") },
    { "overdue", N_ ("Overdue") },
    { "unit_rate", N_ ("A rate is high") },
    { "stale", N_ ("A source is silent") },
    { "meeting", N_ ("A meeting") },
    { "hot_word", N_ ("A word surges") },
    { "sensitive", N_ ("A sensitive matter") },
    { "repeat", N_ ("Told again") },
    { "group_risk", N_ ("Risk of a group") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], kind))
      return _ (words[i][1]);

  return _ ("An alert");
}

static const char *
get_meeting_word (const char *kind)
{
  if (g_str_equal (kind, "reception"))
    return _ ("Reception by video");

  return g_str_equal (kind, "review") ? _ ("Case review meeting") : _ ("A meeting");
}

static void
name_alerts (ZhihuiAlerts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZhihuiAlert *alert = self->items->pdata[i];

      if (alert->text[0] != '\0')
        continue;
      g_free (alert->text);
      alert->text = g_strdup (get_alert_word (alert->kind));
    }
}

static void
name_decisions (GPtrArray *decisions)
{
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      ZhihuiDecision *decision = decisions->pdata[i];

      if (decision->text[0] != '\0')
        continue;
      g_free (decision->text);
      decision->text = g_strdup (_ ("A decision"));
    }
}

static void
name_meetings (ZhihuiMeetings *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZhihuiMeeting *meeting = self->items->pdata[i];

      name_decisions (meeting->decisions);
      if (meeting->title[0] != '\0')
        continue;
      g_free (meeting->title);
      meeting->title = g_strdup (get_meeting_word (meeting->kind));
    }
}

/**
 * zhihui_kept_form_is_cut:
 * @dataset: which
 *
 * Returns: whether what is kept of it is less than what was read: then a tag of what was read must
 * not be used for it
 */
gboolean
zhihui_kept_form_is_cut (ZhihuiDataset dataset)
{
  return dataset == ZHIHUI_DATASET_ALERTS || dataset == ZHIHUI_DATASET_MEETINGS ||
         dataset == ZHIHUI_DATASET_HOT_WORDS || dataset == ZHIHUI_DATASET_LAYERS;
}

/**
 * zhihui_kept_form_copy:
 * @dataset: which
 * @figures: of @dataset
 * @keep_for: for whose eyes
 *
 * Returns: (transfer full): an unshared copy without free text: no title, text, link, note, name of
 * a person, nor the id of a case
 */
gpointer
zhihui_kept_form_copy (ZhihuiDataset dataset, gpointer figures, ZhihuiKeepFor keep_for)
{
  g_autofree char *text = zhihui_kept_form_encode (dataset, figures);
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  gpointer copy;

  copy = forms[dataset].decode (body, &error);
  if (copy == NULL)
    {
      g_warning ("What was read cannot be kept: %s", error->message);
      return NULL;
    }

  if (dataset == ZHIHUI_DATASET_ALERTS)
    cut_alerts (copy, keep_for);
  else if (dataset == ZHIHUI_DATASET_MEETINGS)
    cut_meetings (copy);
  else if (dataset == ZHIHUI_DATASET_HOT_WORDS)
    cut_hot_words (copy);

  return copy;
}

/**
 * zhihui_kept_form_encode:
 * @dataset: which
 * @figures: of @dataset
 *
 * Returns: (transfer full): the JSON of docs/wire.md
 */
char *
zhihui_kept_form_encode (ZhihuiDataset dataset, gpointer figures)
{
  /* Instants are the same in any zone; the text is then the same as well. */
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  g_return_val_if_fail (dataset < ZHIHUI_N_DATASETS, NULL);

  return forms[dataset].encode (figures, zone);
}

/**
 * zhihui_kept_form_decode:
 * @dataset: which
 * @body: what was kept
 * @error: return location
 *
 * What is on disk is trusted no more than what comes by air. Where a text was not kept the word for
 * its kind stands.
 *
 * Returns: (transfer full): the figures, not shared yet, or %NULL with @error set
 */
gpointer
zhihui_kept_form_decode (ZhihuiDataset dataset, GBytes *body, GError **error)
{
  gpointer figures;

  g_return_val_if_fail (dataset < ZHIHUI_N_DATASETS, NULL);

  figures = forms[dataset].decode (body, error);
  if (figures != NULL && dataset == ZHIHUI_DATASET_ALERTS)
    name_alerts (figures);
  else if (figures != NULL && dataset == ZHIHUI_DATASET_MEETINGS)
    name_meetings (figures);

  return figures;
}
