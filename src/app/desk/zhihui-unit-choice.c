/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-choice.h"

#include <glib/gi18n-lib.h>

#include "zhihui-asking.h"
#include "zhihui-control-names.h"
#include "zhihui-wire.h"

#define PATH "/units?limit=20000"

/**
 * ZhihuiUnitChoice:
 *
 * A row of a form: one of the units of the platform, which is asked for them.
 */
struct _ZhihuiUnitChoice
{
  AdwActionRow parent_instance;

  GtkDropDown  *choice; /* borrowed */
  GCancellable *asking; /* owned */
  ZhihuiUnits  *units;  /* owned, nullable before they are told */
  char         *first;  /* owned, nullable: id of the one that is chosen at first */
  guint         shown;  /* its position, 0 while it is none of them */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitChoice, zhihui_unit_choice, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_UNIT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
select_first (ZhihuiUnitChoice *self)
{
  self->shown = 0;
  for (guint i = 0; self->units != NULL && i < self->units->items->len; i++)
    if (g_strcmp0 (((const ZhihuiUnit *) self->units->items->pdata[i])->id, self->first) == 0)
      self->shown = i;
  if (self->units != NULL)
    gtk_drop_down_set_selected (self->choice, self->shown);
}

static void
choose_first (ZhihuiUnitChoice *self, const char *unit)
{
  g_free (self->first);
  self->first = g_strdup (unit);
  select_first (self);
}

static void
zhihui_unit_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ZhihuiUnitChoice *self = ZHIHUI_UNIT_CHOICE (object);
  const ZhihuiUnit *unit = zhihui_unit_choice_get_unit (self);

  if (id != PROP_UNIT)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (unit == NULL || gtk_drop_down_get_selected (self->choice) == self->shown)
    g_value_set_string (value, self->first);
  else
    g_value_set_string (value, unit->id);
}

static void
zhihui_unit_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ZhihuiUnitChoice *self = ZHIHUI_UNIT_CHOICE (object);

  if (id == PROP_UNIT)
    choose_first (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_unit_choice_dispose (GObject *object)
{
  ZhihuiUnitChoice *self = ZHIHUI_UNIT_CHOICE (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->units, zhihui_units_unref);
  g_clear_pointer (&self->first, g_free);

  G_OBJECT_CLASS (zhihui_unit_choice_parent_class)->dispose (object);
}

static void
zhihui_unit_choice_class_init (ZhihuiUnitChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = zhihui_unit_choice_get_property;
  G_OBJECT_CLASS (klass)->set_property = zhihui_unit_choice_set_property;
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_choice_dispose;

  /**
   * ZhihuiUnitChoice:unit:
   *
   * Id of the unit that is chosen; before anybody chose, of the one that was given, or NULL.
   */
  properties[PROP_UNIT] =
    g_param_spec_string ("unit", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  /**
   * ZhihuiUnitChoice::changed:
   *
   * Another unit is chosen, or the units came to be known.
   */
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_UNIT_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* The list changes once more when it goes: then the form is gone as well. */
static void
changed_cb (ZhihuiUnitChoice *self)
{
  if (self->asking != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
zhihui_unit_choice_init (ZhihuiUnitChoice *self)
{
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->asking = g_cancellable_new ();
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, name));
  gtk_drop_down_set_enable_search (self->choice, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->choice), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->choice));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->choice));
  g_signal_connect_object (
    self->choice, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_units (ZhihuiUnitChoice *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->units->items->len; i++)
    gtk_string_list_append (names, ((const ZhihuiUnit *) self->units->items->pdata[i])->name);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  select_first (self);
}

static void
units_told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiUnitChoice *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  ZhihuiUnits     *units = zhihui_asking_finish (result, &error);
  g_autofree char *trouble = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->units = units;
  if (units != NULL)
    {
      show_units (self);
      changed_cb (self);
      return;
    }
  trouble = g_strdup_printf (_ ("The units could not be read: %s"), error->message);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), trouble);
}

static gpointer
decode (GBytes *body, GError **error)
{
  return zhihui_wire_decode_units (body, NULL, error);
}

/**
 * zhihui_unit_choice_ask_async:
 * @source: is asked for the units there are to choose from
 * @callback: takes ZhihuiUnits of zhihui_asking_finish()
 */
void
zhihui_unit_choice_ask_async (ZhihuiSource       *source,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  zhihui_asking_async (
    source, PATH, decode, (GDestroyNotify) zhihui_units_unref, cancellable, callback, user_data);
}

/**
 * zhihui_unit_choice_new:
 * @desk: whose source is asked for the units
 * @title: of the row
 * @unit: (nullable): id of the one that is chosen at first
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
zhihui_unit_choice_new (ZhihuiDesk *desk, const char *title, const char *unit)
{
  ZhihuiUnitChoice *self = g_object_new (ZHIHUI_TYPE_UNIT_CHOICE, "title", title, NULL);

  self->first = g_strdup (unit);
  zhihui_control_names_tell_choice (self->choice, title);
  zhihui_unit_choice_ask_async (zhihui_desk_get_source (desk), self->asking, units_told_cb, self);
  return GTK_WIDGET (self);
}

const ZhihuiUnit *
zhihui_unit_choice_get_unit (ZhihuiUnitChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  return self->units != NULL && selected < self->units->items->len
           ? self->units->items->pdata[selected]
           : NULL;
}

/**
 * zhihui_unit_choice_get_units:
 *
 * Returns: (transfer none) (nullable): what is chosen from, %NULL: not told yet
 */
ZhihuiUnits *
zhihui_unit_choice_get_units (ZhihuiUnitChoice *self)
{
  return self->units;
}
