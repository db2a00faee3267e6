/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-names.h"

#include "zhihui-case-words.h"
#include "zhihui-language.h"

/* The codes of one kind in their order, and their names. */
typedef struct
{
  GPtrArray  *codes; /* (element-type utf8) owned */
  GHashTable *names; /* owned: code, borrowed of @codes → name, owned */
} NameList;

struct _ZhihuiCaseNames
{
  NameList units, types, channels, regions;
};

static void
name_list_init (NameList *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

static void
name_list_clear (NameList *self)
{
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->codes);
}

static void
name_list_add (NameList *self, const char *code, const char *name)
{
  char *own;

  if (g_hash_table_contains (self->names, code))
    return;

  own = g_strdup (code);
  g_ptr_array_add (self->codes, own);
  g_hash_table_insert (self->names, own, g_strdup (name != NULL && *name != '\0' ? name : code));
}

/* A place tells names in its own language; a reader of another has our word for a code that is
 * known.
 */
static const char *
choose_name (ZhihuiSituation *situation, const char *told, const char *code, const char *own)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);
  const char *language =
    meta != NULL && meta->language != NULL ? meta->language : ZHIHUI_DEFAULT_LANGUAGE;
  gboolean is_known = g_strcmp0 (own, code) != 0;

  if (told == NULL || *told == '\0')
    return own;
  return is_known && !zhihui_language_is_spoken (language) ? own : told;
}

/* Kinds of case are told with the clocks of their replies; the first two clocks are of all. */
static void
add_types (NameList *self, ZhihuiSituation *situation)
{
  ZhihuiSummary *summary = zhihui_situation_get_summary (situation);

  for (guint i = 0; summary != NULL && i < summary->clocks->len; i++)
    {
      const ZhihuiClockFigure *clock = summary->clocks->pdata[i];

      if (g_str_equal (clock->id, "sign") || g_str_equal (clock->id, "contact"))
        continue;
      name_list_add (
        self,
        clock->id,
        choose_name (situation, clock->label, clock->id, zhihui_case_type_get_label (clock->id)));
    }
}

static void
add_others (ZhihuiCaseNames *self, ZhihuiSituation *situation)
{
  ZhihuiUnits    *units = zhihui_situation_get_units (situation);
  ZhihuiChannels *channels = zhihui_situation_get_channels (situation);
  ZhihuiRegions  *regions = zhihui_situation_get_regions (situation);

  for (guint i = 0; units != NULL && i < units->items->len; i++)
    {
      const ZhihuiUnit *unit = units->items->pdata[i];

      name_list_add (&self->units, unit->id, unit->short_name);
    }
  for (guint i = 0; channels != NULL && i < channels->items->len; i++)
    {
      const ZhihuiChannel *channel = channels->items->pdata[i];

      name_list_add (
        &self->channels,
        channel->id,
        choose_name (
          situation, channel->label, channel->id, zhihui_case_channel_get_label (channel->id)));
    }
  for (guint i = 0; regions != NULL && i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = regions->items->pdata[i];

      name_list_add (&self->regions, region->code, region->name);
    }
}

/**
 * zhihui_case_names_new:
 * @situation: what is known of the place; what it does not tell is called by its code
 *
 * Returns: (transfer full): the names
 */
ZhihuiCaseNames *
zhihui_case_names_new (ZhihuiSituation *situation)
{
  ZhihuiCaseNames *self = g_atomic_rc_box_new0 (ZhihuiCaseNames);

  name_list_init (&self->units);
  name_list_init (&self->types);
  name_list_init (&self->channels);
  name_list_init (&self->regions);
  add_types (&self->types, situation);
  add_others (self, situation);
  return self;
}

ZhihuiCaseNames *
zhihui_case_names_ref (ZhihuiCaseNames *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_names (gpointer data)
{
  ZhihuiCaseNames *self = data;

  name_list_clear (&self->units);
  name_list_clear (&self->types);
  name_list_clear (&self->channels);
  name_list_clear (&self->regions);
}

void
zhihui_case_names_unref (ZhihuiCaseNames *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_names);
}

static NameList *
get_list (ZhihuiCaseNames *self, ZhihuiCaseFilterField field)
{
  if (field == ZHIHUI_CASE_FILTER_UNIT)
    return &self->units;
  if (field == ZHIHUI_CASE_FILTER_TYPE)
    return &self->types;
  return field == ZHIHUI_CASE_FILTER_CHANNEL ? &self->channels : &self->regions;
}

/**
 * zhihui_case_names_find:
 * @field: unit, type, channel or region
 * @code: of it
 *
 * Returns: (transfer none): its name, or @code where there is none
 */
const char *
zhihui_case_names_find (ZhihuiCaseNames *self, ZhihuiCaseFilterField field, const char *code)
{
  const char *name = g_hash_table_lookup (get_list (self, field)->names, code);

  if (name != NULL)
    return name;
  if (field == ZHIHUI_CASE_FILTER_TYPE)
    return zhihui_case_type_get_label (code);
  return field == ZHIHUI_CASE_FILTER_CHANNEL ? zhihui_case_channel_get_label (code) : code;
}

/**
 * zhihui_case_names_get_unit:
 *
 * Returns: (transfer none): the short name of the unit, or the one that the case told
 */
const char *
zhihui_case_names_get_unit (ZhihuiCaseNames *self, const ZhihuiUnitName *unit)
{
  const char *name = g_hash_table_lookup (self->units.names, unit->id);

  return name != NULL ? name : unit->name;
}

/**
 * zhihui_case_names_list:
 * @field: unit, type, channel or region
 *
 * Returns: (transfer none) (element-type utf8): all its codes, in the order of the platform
 */
GPtrArray *
zhihui_case_names_list (ZhihuiCaseNames *self, ZhihuiCaseFilterField field)
{
  return get_list (self, field)->codes;
}
