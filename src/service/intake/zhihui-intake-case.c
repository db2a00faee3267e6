/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "zhihui-intake-private.h"

#define MAX_TITLE_BYTES 600
#define MAX_PERSON_BYTES 200

/* A case that comes in. */

/**
 * zhihui_intake_is_case_id:
 * @id: (out): of the row
 *
 * Returns: whether @subject has the form that the platform gives: "c-17"
 */
gboolean
zhihui_intake_is_case_id (const char *subject, gint64 *id)
{
  return g_str_has_prefix (subject, "c-") &&
         g_ascii_string_to_signed (subject + 2, 10, 1, G_MAXINT64, id, NULL);
}

/* Id of the row, 0 when there is none of this name. */
static gint64
find_id (ZhihuiIntake *self, const char *source, const char *subject)
{
  static const char sql[] = "SELECT id FROM cases WHERE source = ?1 AND source_key = ?2";
  ZhihuiStatement  *row;
  gint64            id = 0;

  if (zhihui_intake_is_case_id (subject, &id))
    return id;

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_text (row, 1, source);
  zhihui_statement_bind_text (row, 2, subject);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    id = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return id;
}

guint
zhihui_intake_find_case (ZhihuiIntake *self, const char *source, const char *subject)
{
  gint64 id = find_id (self, source, subject);

  return id != 0 ? zhihui_store_fetch_case (self->store, self->ledger, id) : ZHIHUI_NO_INDEX;
}

gboolean
zhihui_intake_is_at_rest (ZhihuiIntake *self, const char *source, const char *subject)
{
  static const char sql[] = "SELECT 1 FROM cases WHERE id = ?1";
  ZhihuiStatement  *row;
  gboolean          is_there;

  if (!self->ledger->is_partial)
    return FALSE;

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, find_id (self, source, subject));
  is_there = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  zhihui_statement_reset (row);
  return is_there;
}

/* @index keeps G_MAXUINT16 when nothing was told. */
static gboolean
find_named (
  GPtrArray *list, const char *id, const char *member, guint16 *index, ZhihuiOutcome *outcome)
{
  guint found;

  *index = G_MAXUINT16;
  if (id == NULL)
    return TRUE;

  found = zhihui_ledger_find_named (list, id);
  if (found == ZHIHUI_NO_INDEX)
    return zhihui_intake_blame (outcome, member, "unknown_value");

  *index = (guint16) found;
  return TRUE;
}

static gboolean
find_region (ZhihuiIntake *self, const char *code, guint16 *found, ZhihuiOutcome *outcome)
{
  gpointer index;

  *found = G_MAXUINT16;
  if (code == NULL)
    return TRUE;
  if (!g_hash_table_lookup_extended (self->regions, code, NULL, &index))
    return zhihui_intake_blame (outcome, "data.region", "unknown_value");

  *found = (guint16) GPOINTER_TO_UINT (index);
  return TRUE;
}

static gboolean
check_texts (const ZhihuiWireEvent *told, ZhihuiOutcome *outcome)
{
  const struct
  {
    const char *text, *member;
    gsize       max;
  } texts[] = {
    { told->title, "data.title", MAX_TITLE_BYTES },
    { told->complainant, "data.complainant", MAX_PERSON_BYTES },
    { told->phone, "data.phone", MAX_PERSON_BYTES },
    { told->address, "data.address", MAX_TITLE_BYTES },
    { told->no, "data.no", MAX_PERSON_BYTES },
    { told->repeat_of, "data.repeat_of", MAX_PERSON_BYTES },
    { told->input_mode, "data.input_mode", MAX_PERSON_BYTES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].text != NULL && strlen (texts[i].text) > texts[i].max)
      return zhihui_intake_blame (outcome, texts[i].member, "too_long");
  return TRUE;
}

static gboolean
check_place (const ZhihuiWireEvent *told, ZhihuiOutcome *outcome)
{
  if (isnan (told->lon) != isnan (told->lat))
    return zhihui_intake_miss (outcome, isnan (told->lon) ? "data.lon" : "data.lat");
  if (!isnan (told->lon) && fabs (told->lon) > 180)
    return zhihui_intake_blame (outcome, "data.lon", "out_of_range");
  if (!isnan (told->lat) && fabs (told->lat) > 90)
    return zhihui_intake_blame (outcome, "data.lat", "out_of_range");
  return TRUE;
}

static gboolean
check_needed (const ZhihuiWireEvent *told, ZhihuiOutcome *outcome)
{
  gint64 id;

  if (told->subject != NULL && zhihui_intake_is_case_id (told->subject, &id))
    return zhihui_intake_blame (outcome, "subject", "reserved");
  if (told->kind == NULL)
    return zhihui_intake_miss (outcome, "data.type");
  if (told->channel == NULL)
    return zhihui_intake_miss (outcome, "data.channel");
  return (told->title != NULL && *told->title != '\0') ||
         zhihui_intake_miss (outcome, "data.title");
}

static gboolean
find_names (ZhihuiIntake          *self,
            const ZhihuiWireEvent *told,
            ZhihuiDraft           *draft,
            ZhihuiOutcome         *outcome)
{
  const ZhihuiLedger *ledger = self->ledger;
  guint16             item, mode;

  if (!find_named (ledger->items, told->item, "data.item", &item, outcome) ||
      !find_named (ledger->modes, told->mode, "data.mode", &mode, outcome))
    return FALSE;

  draft->item = (guint16) (item + 1); /* the largest, none, becomes 0 */
  draft->mode = (guint16) (mode + 1);
  return find_named (ledger->types, told->kind, "data.type", &draft->type, outcome) &&
         find_named (ledger->channels, told->channel, "data.channel", &draft->channel, outcome) &&
         find_named (ledger->topics, told->topic, "data.topic", &draft->topic, outcome) &&
         find_region (self, told->region, &draft->region, outcome);
}

/**
 * zhihui_intake_fill_draft:
 * @draft: borrows the texts of @told
 */
gboolean
zhihui_intake_fill_draft (ZhihuiIntake          *self,
                          const ZhihuiWireEvent *told,
                          ZhihuiDraft           *draft,
                          ZhihuiOutcome         *outcome)
{
  if (!check_needed (told, outcome) || !find_names (self, told, draft, outcome) ||
      !check_texts (told, outcome) || !check_place (told, outcome))
    return FALSE;

  draft->source = told->source;
  draft->source_key = told->subject != NULL ? told->subject : told->id;
  draft->no = told->no != NULL ? told->no : draft->source_key;
  draft->word = G_MAXUINT16;
  draft->is_anonymous = told->anonymous == TRUE;
  draft->repeat_of = told->repeat_of;
  draft->title = told->title;
  draft->complainant = told->complainant;
  draft->phone = told->phone;
  draft->address = told->address;
  draft->input_mode = told->input_mode;
  draft->lon = told->lon;
  draft->lat = told->lat;
  return TRUE;
}
