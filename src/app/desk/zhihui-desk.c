/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk.h"

#include "zhihui-history-source.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>

#define LARGE_BYTES (128 * 1024)

/**
 * ZhihuiDesk:
 *
 * What the pages of one desk window share: the source, the region, board and unit they are about,
 * and the way to the window. Signals, all of them for the window:
 *
 * - "ask": what a page needs of the source changed
 * - "go" (page, target): another page is to be seen; @target is a GVariant a{sv} or NULL
 * - "tell" (text): the user is told it for a few seconds
 * - "map-settings": zhihui_desk_get_map_settings() changed
 * - "map-opened" (ZhihuiMapView): a map came to be
 */
struct _ZhihuiDesk
{
  GObject parent_instance;

  ZhihuiSource       *source;       /* owned */
  ZhihuiSelection    *selection;    /* owned */
  char               *unit;         /* owned, nullable: id of the one that is chosen */
  ZhihuiDeskErrands  *errands;      /* owned: what the user told, and is not there yet */
  char               *name;         /* owned: of who sits here, "" not known */
  ZhihuiMapSettings  *map_settings; /* owned, nullable before they are told */
  ZhihuiDeskSettings *settings;     /* owned: what the window remembers */
  ZhihuiPreferences  *preferences;  /* owned, nullable before they are told */
  guint               period_s;     /* how often is read what is wanted; 0: as the platform asks */
};

enum
{
  ASK,
  GO,
  TELL,
  MAP_SETTINGS,
  MAP_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiDesk, zhihui_desk, G_TYPE_OBJECT)

static void
zhihui_desk_finalize (GObject *object)
{
  ZhihuiDesk *self = ZHIHUI_DESK (object);

  g_clear_object (&self->source);
  g_clear_object (&self->selection);
  g_clear_object (&self->errands);
  g_free (self->unit);
  g_free (self->name);
  g_clear_object (&self->settings);
  g_clear_object (&self->preferences);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
  G_OBJECT_CLASS (zhihui_desk_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_parameters, GType first, GType second)
{
  return g_signal_new (name,
                       ZHIHUI_TYPE_DESK,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_parameters,
                       first,
                       second);
}

/* Boards of thousands of units are read in threads and freed by the main loop: what each thread has
 * set aside for itself would stay, half empty, as long as the desk runs. */
static void
keep_memory_together (void)
{
  mallopt (M_ARENA_MAX, 1);
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
}

static void
zhihui_desk_class_init (ZhihuiDeskClass *klass)
{
  keep_memory_together ();
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_finalize;
  signals[ASK] = add_signal ("ask", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[GO] = add_signal ("go", 2, G_TYPE_STRING, G_TYPE_VARIANT);
  signals[TELL] = add_signal ("tell", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[MAP_SETTINGS] = add_signal ("map-settings", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[MAP_OPENED] = add_signal ("map-opened", 1, ZHIHUI_TYPE_MAP_VIEW, G_TYPE_NONE);
}

/* As the system knows who sits here; an account of a machine is no name. */
static char *
find_name (void)
{
  const char *name = g_get_real_name ();

  if (g_str_equal (name, "Unknown") || g_str_equal (name, g_get_user_name ()))
    return g_strdup ("");
  return g_strdup (name);
}

static void
zhihui_desk_init (ZhihuiDesk *self)
{
  self->selection = zhihui_selection_new ();
  self->name = find_name ();
}

/**
 * zhihui_desk_new:
 * @source: (transfer none): where the figures come from
 *
 * Returns: (transfer full): what the pages of one window share
 */
ZhihuiDesk *
zhihui_desk_new (ZhihuiSource *source)
{
  ZhihuiDesk *self = g_object_new (ZHIHUI_TYPE_DESK, NULL);

  self->source = g_object_ref (source);
  self->errands = zhihui_desk_errands_new (source);
  self->settings = zhihui_desk_settings_new (NULL);
  return self;
}

/**
 * zhihui_desk_get_settings:
 *
 * Returns: (transfer none): what the window remembers: filters, order of rows, panes
 */
ZhihuiDeskSettings *
zhihui_desk_get_settings (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), NULL);

  return self->settings;
}

/**
 * zhihui_desk_set_settings:
 * @settings: (transfer none): before a page is opened
 */
void
zhihui_desk_set_settings (ZhihuiDesk *self, ZhihuiDeskSettings *settings)
{
  g_return_if_fail (ZHIHUI_IS_DESK (self) && ZHIHUI_IS_DESK_SETTINGS (settings));

  g_set_object (&self->settings, settings);
}

/**
 * zhihui_desk_get_preferences:
 *
 * Returns: (transfer none) (nullable): what the person chose, and what the administrator has fixed
 */
ZhihuiPreferences *
zhihui_desk_get_preferences (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), NULL);

  return self->preferences;
}

/**
 * zhihui_desk_set_preferences:
 * @preferences: (transfer none)
 */
void
zhihui_desk_set_preferences (ZhihuiDesk *self, ZhihuiPreferences *preferences)
{
  g_return_if_fail (ZHIHUI_IS_DESK (self));

  g_set_object (&self->preferences, preferences);
}

/**
 * zhihui_desk_get_period:
 *
 * Returns: how often is read what is wanted, in seconds; 0: as the platform asks
 */
guint
zhihui_desk_get_period (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), 0);

  return self->period_s;
}

/**
 * zhihui_desk_set_period:
 * @period_s: how often is read what is wanted, in seconds; 0: as the platform asks
 */
void
zhihui_desk_set_period (ZhihuiDesk *self, guint period_s)
{
  g_return_if_fail (ZHIHUI_IS_DESK (self));

  if (self->period_s == period_s)
    return;
  self->period_s = period_s;
  zhihui_desk_ask (self);
}

/**
 * zhihui_desk_get_source:
 *
 * Returns: (transfer none): where the figures come from; wants are told by pages, not set here
 */
ZhihuiSource *
zhihui_desk_get_source (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), NULL);

  return self->source;
}

/**
 * zhihui_desk_get_situation:
 *
 * Returns: (transfer none): what is known now
 */
ZhihuiSituation *
zhihui_desk_get_situation (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), NULL);

  return zhihui_source_get_situation (self->source);
}

/**
 * zhihui_desk_get_selection:
 *
 * Returns: (transfer none): the region and the board that map and boards are about
 */
ZhihuiSelection *
zhihui_desk_get_selection (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), NULL);

  return self->selection;
}

/**
 * zhihui_desk_get_unit:
 *
 * Returns: (transfer none) (nullable): id of the unit that was chosen last on any page
 */
const char *
zhihui_desk_get_unit (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), NULL);

  return self->unit;
}

/**
 * zhihui_desk_set_unit:
 * @unit: (nullable): its id
 *
 * The other pages follow it when they are shown.
 */
void
zhihui_desk_set_unit (ZhihuiDesk *self, const char *unit)
{
  char *before;

  g_return_if_fail (ZHIHUI_IS_DESK (self));

  before = self->unit;
  self->unit = g_strdup (unit);
  g_free (before);
}

/**
 * zhihui_desk_is_past:
 *
 * What is seen then may long have been dealt with: it is for looking at alone. Nothing is told,
 * steered or joined from there, zhihui_desk_dup_hindrance().
 *
 * Returns: whether the window shows what was kept
 */
gboolean
zhihui_desk_is_past (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), FALSE);

  return ZHIHUI_IS_HISTORY_SOURCE (self->source);
}

/**
 * zhihui_desk_may:
 * @scope: "instruct", "case:full" …, docs/wire.md 1.5
 *
 * Returns: whether the token of the source may do it, as far as the platform tells: a platform
 * that tells no scope refuses by itself. From the past nothing may be done
 */
gboolean
zhihui_desk_may (ZhihuiDesk *self, const char *scope)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (zhihui_desk_get_situation (self));
  g_auto (GStrv) scopes = NULL;

  if (meta == NULL || zhihui_desk_is_past (self))
    return FALSE;
  if (meta->scope == NULL)
    return TRUE;
  scopes = g_strsplit (meta->scope, " ", -1);
  return g_strv_contains ((const char *const *) scopes, scope) ||
         g_strv_contains ((const char *const *) scopes, "admin");
}

/**
 * zhihui_desk_get_errands:
 *
 * Returns: (transfer none): what the user told, and the platform does not have yet
 */
ZhihuiDeskErrands *
zhihui_desk_get_errands (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), NULL);

  return self->errands;
}

/**
 * zhihui_desk_carry:
 * @errand: (transfer none): what the user told just now
 *
 * It is sent in ten seconds unless the user undoes it; the window shows where it is.
 */
void
zhihui_desk_carry (ZhihuiDesk *self, ZhihuiDeskErrand *errand)
{
  g_return_if_fail (ZHIHUI_IS_DESK (self) && !zhihui_desk_is_past (self));

  zhihui_desk_errands_add (self->errands, errand, g_get_monotonic_time ());
}

/**
 * zhihui_desk_get_name:
 *
 * Returns: (transfer none): of who sits here, as they said last; "" not known
 */
const char *
zhihui_desk_get_name (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), "");

  return self->name;
}

/**
 * zhihui_desk_set_name:
 * @name: of who sits here; kept as long as the window is open
 */
void
zhihui_desk_set_name (ZhihuiDesk *self, const char *name)
{
  g_return_if_fail (ZHIHUI_IS_DESK (self) && name != NULL);

  g_free (self->name);
  self->name = g_strdup (name);
}

/**
 * zhihui_desk_dup_hindrance:
 * @scopes: (array zero-terminated): any of which is enough
 *
 * Returns: (transfer full) (nullable): why the user cannot tell the platform something of the kind,
 * in words; %NULL: nothing is known that speaks against it
 */
char *
zhihui_desk_dup_hindrance (ZhihuiDesk *self, const char *const *scopes)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self) && scopes != NULL, NULL);

  if (zhihui_desk_is_past (self))
    return g_strdup (_ ("This window shows the past. What is to be done is done in the window of "
                        "now."));
  if (!zhihui_source_is_tellable (self->source))
    return g_strdup (_ ("This source can only be looked at: nothing can be told to it."));
  if (zhihui_situation_get_meta (zhihui_desk_get_situation (self)) == NULL)
    return g_strdup (_ ("The platform has not answered yet."));
  for (guint i = 0; scopes[i] != NULL; i++)
    if (zhihui_desk_may (self, scopes[i]))
      return NULL;

  return g_strdup_printf (_ ("The token of this desk may not: it lacks the scope “%s”. Ask the "
                             "administrator of the platform."),
                          scopes[0]);
}

/**
 * zhihui_desk_ask:
 *
 * A page needs something else of the source than it said when it was asked last.
 */
void
zhihui_desk_ask (ZhihuiDesk *self)
{
  g_signal_emit (self, signals[ASK], 0);
}

/**
 * zhihui_desk_go:
 * @page: its id
 * @target: (nullable): an a{sv}: "unit", "case", "meeting", "alert", "list" …; consumed if floating
 *
 * Shows that page, and there what @target names.
 */
void
zhihui_desk_go (ZhihuiDesk *self, const char *page, GVariant *target)
{
  g_autoptr (GVariant) owned = target != NULL ? g_variant_ref_sink (target) : NULL;

  g_signal_emit (self, signals[GO], 0, page, owned);
}

/**
 * zhihui_desk_tell:
 * @text: plain text, about what the user just did
 *
 * Says it for a few seconds at the lower edge of the window.
 */
void
zhihui_desk_tell (ZhihuiDesk *self, const char *text)
{
  g_signal_emit (self, signals[TELL], 0, text);
}

/**
 * zhihui_desk_get_map_settings:
 *
 * Returns: (transfer none) (nullable): what the operator says about the map
 */
ZhihuiMapSettings *
zhihui_desk_get_map_settings (ZhihuiDesk *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK (self), NULL);

  return self->map_settings;
}

/**
 * zhihui_desk_set_map_settings:
 * @settings: (transfer none): what the operator says about the map
 */
void
zhihui_desk_set_map_settings (ZhihuiDesk *self, ZhihuiMapSettings *settings)
{
  g_return_if_fail (ZHIHUI_IS_DESK (self));

  zhihui_map_settings_ref (settings);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
  self->map_settings = settings;
  g_signal_emit (self, signals[MAP_SETTINGS], 0);
}

/**
 * zhihui_desk_open_map:
 * @view: a map that came to be: it may be given a ground
 */
void
zhihui_desk_open_map (ZhihuiDesk *self, ZhihuiMapView *view)
{
  g_signal_emit (self, signals[MAP_OPENED], 0, view);
}
