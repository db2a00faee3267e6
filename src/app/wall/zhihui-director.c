/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-director-private.h"

#include "config.h"
#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

#define SECOND_US G_GINT64_CONSTANT (1000000)

/**
 * ZhihuiDirector:
 *
 * What every screen of the wall shows, and until when: docs/wall.md. Knows neither windows nor
 * clocks: whoever shows the pages says what time it is.
 */

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiDirector, zhihui_director, G_TYPE_OBJECT)

static GArray *
copy_items (const ZhihuiPlayItem *items, guint n)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiPlayItem), n);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiPlayItem item = { g_intern_string (items[i].page), items[i].dwell_s };

      g_array_append_val (copy, item);
    }

  return copy;
}

static void
screen_free (gpointer data)
{
  ZhihuiDirectedScreen *screen = data;

  g_clear_pointer (&screen->own, g_array_unref);
  zhihui_rotation_clear (&screen->rotation);
  g_free (screen->told.words);
  g_free (screen);
}

static void
interruption_free (gpointer data)
{
  ZhihuiPlacedInterruption *self = data;

  g_free (self->told.id);
  g_free (self->told.page);
  g_free (self->told.words);
  g_free (self);
}

/* ---- screens ---- */

static ZhihuiDirectedScreen *
find_screen (ZhihuiDirector *self, const char *name)
{
  for (guint i = 0; i < self->screens->len; i++)
    {
      ZhihuiDirectedScreen *screen = self->screens->pdata[i];

      if (g_str_equal (screen->name, name))
        return screen;
    }

  return NULL;
}

static ZhihuiDirectedScreen *
ensure_screen (ZhihuiDirector *self, const char *name)
{
  ZhihuiDirectedScreen *screen = find_screen (self, name);

  if (screen != NULL)
    return screen;

  screen = g_new0 (ZhihuiDirectedScreen, 1);
  screen->name = g_intern_string (name);
  zhihui_rotation_init (&screen->rotation);
  g_ptr_array_add (self->screens, screen);

  return screen;
}

/* One that is there; %NULL means the first. */
ZhihuiDirectedScreen *
zhihui_director_find_present (ZhihuiDirector *self, const char *name, GError **error)
{
  ZhihuiDirectedScreen *screen = NULL;

  if (name == NULL && self->present->len > 0)
    return self->present->pdata[0];
  if (name != NULL)
    screen = find_screen (self, name);
  if (screen != NULL && screen->is_there)
    return screen;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_NOT_FOUND,
               _ ("the wall has no screen '%s'"),
               name != NULL ? name : "");
  return NULL;
}

const char *
zhihui_director_find_page (ZhihuiDirector *self, const char *page, GError **error)
{
  const char *name = g_intern_string (page);

  if (g_ptr_array_find (self->pages, name, NULL))
    return name;

  g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("the wall has no page '%s'"), page);
  return NULL;
}

/* ---- what is shown ---- */

static const char *
get_shown (ZhihuiDirector *self, const ZhihuiDirectedScreen *screen)
{
  const ZhihuiPlacedInterruption *interruption = zhihui_director_find_interruption (self, screen);

  if (screen->pinned != NULL)
    return screen->pinned;
  if (interruption != NULL)
    return interruption->page;

  return zhihui_rotation_get_page (&screen->rotation);
}

gboolean
zhihui_director_is_running (ZhihuiDirector *self, const ZhihuiDirectedScreen *screen)
{
  return !self->curtained && !self->held && screen->pinned == NULL &&
         zhihui_director_find_interruption (self, screen) == NULL;
}

static int
round_up_s (gint64 left_us)
{
  return (int) ((MAX (left_us, 0) + SECOND_US - 1) / SECOND_US);
}

static void
read_state (ZhihuiDirector *self, const ZhihuiDirectedScreen *screen, ZhihuiDirectorState *state)
{
  const ZhihuiPlacedInterruption *interruption = zhihui_director_find_interruption (self, screen);
  const GArray                   *items = screen->rotation.items;

  *state = (ZhihuiDirectorState){
    .page = get_shown (self, screen),
    .is_curtained = self->curtained,
    .is_held = self->held,
    .is_pinned = screen->pinned != NULL,
    .interruption = interruption != NULL ? &interruption->told : NULL,
    .left_s = -1,
    .dwell_s = zhihui_rotation_get_dwell_s (&screen->rotation),
    .n_pages = items->len,
  };
  for (guint i = 0; i < items->len && state->number == 0; i++)
    if (g_array_index (items, ZhihuiPlayItem, i).page == state->page)
      state->number = i + 1;
  if (interruption != NULL && !self->curtained)
    {
      state->next = zhihui_rotation_get_page (&screen->rotation);
      state->left_s = round_up_s (interruption->told.until_us - self->now_us);
    }
  else if (zhihui_director_is_running (self, screen) &&
           zhihui_rotation_get_next (&screen->rotation) != NULL)
    {
      state->next = zhihui_rotation_get_next (&screen->rotation);
      state->left_s = round_up_s (zhihui_rotation_get_left_us (&screen->rotation));
    }
}

static ZhihuiDirectorTold
make_told (ZhihuiDirector *self, const ZhihuiDirectedScreen *screen)
{
  ZhihuiDirectorState state;

  read_state (self, screen, &state);
  return (ZhihuiDirectorTold){
    .page = state.page,
    .pinned = screen->pinned,
    .next = state.left_s <= ZHIHUI_NEXT_IS_NEAR_S ? state.next : NULL,
    .words = state.interruption != NULL ? g_strdup (state.interruption->words) : NULL,
    .number = state.number,
    .n_pages = state.n_pages,
    .is_held = state.is_held,
    .is_curtained = state.is_curtained,
  };
}

static gboolean
told_equal (const ZhihuiDirectorTold *a, const ZhihuiDirectorTold *b)
{
  return a->page == b->page && a->pinned == b->pinned && a->next == b->next &&
         g_strcmp0 (a->words, b->words) == 0 && a->number == b->number &&
         a->n_pages == b->n_pages && a->is_held == b->is_held && a->is_curtained == b->is_curtained;
}

/* Says once what is different now, if anything is. */
void
zhihui_director_settle (ZhihuiDirector *self)
{
  gboolean changed = FALSE;

  zhihui_director_place_interruptions (self);
  for (guint i = 0; i < self->present->len; i++)
    {
      ZhihuiDirectedScreen *screen = self->present->pdata[i];
      ZhihuiDirectorTold    told = make_told (self, screen);

      changed = changed || !told_equal (&told, &screen->told);
      g_free (screen->told.words);
      screen->told = told;
    }
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
zhihui_director_finalize (GObject *object)
{
  ZhihuiDirector *self = ZHIHUI_DIRECTOR (object);

  g_ptr_array_unref (self->interruptions);
  g_ptr_array_unref (self->present);
  g_ptr_array_unref (self->screens);
  g_ptr_array_unref (self->pages);
  g_array_unref (self->common);

  G_OBJECT_CLASS (zhihui_director_parent_class)->finalize (object);
}

static void
zhihui_director_class_init (ZhihuiDirectorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_director_finalize;

  signals[CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_director_init (ZhihuiDirector *self)
{
  self->pages = g_ptr_array_new ();
  self->screens = g_ptr_array_new_with_free_func (screen_free);
  self->present = g_ptr_array_new ();
  self->common = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayItem));
  self->interruptions = g_ptr_array_new_with_free_func (interruption_free);
}

/**
 * zhihui_director_new:
 *
 * Returns: (transfer full): it knows no page and no screen yet
 */
ZhihuiDirector *
zhihui_director_new (void)
{
  return g_object_new (ZHIHUI_TYPE_DIRECTOR, NULL);
}

/**
 * zhihui_director_set_pages:
 * @pages: (array length=n): names of the pages that there are
 *
 * What is played, pinned or shown and is not among them gives way.
 */
void
zhihui_director_set_pages (ZhihuiDirector *self, const char *const *pages, guint n)
{
  g_return_if_fail (ZHIHUI_IS_DIRECTOR (self) && n > 0);

  g_ptr_array_set_size (self->pages, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->pages, (gpointer) g_intern_string (pages[i]));
  for (guint i = 0; i < self->screens->len; i++)
    {
      ZhihuiDirectedScreen *screen = self->screens->pdata[i];

      if (!g_ptr_array_find (self->pages, screen->pinned, NULL))
        screen->pinned = NULL;
      if (!g_ptr_array_find (self->pages, screen->rotation.visit, NULL))
        screen->rotation.visit = NULL;
    }
  for (guint i = self->interruptions->len; i > 0; i--)
    if (!g_ptr_array_find (self->pages,
                           ((ZhihuiPlacedInterruption *) self->interruptions->pdata[i - 1])->page,
                           NULL))
      g_ptr_array_remove_index (self->interruptions, i - 1);
  zhihui_director_plan (self);
  zhihui_director_settle (self);
}

/**
 * zhihui_director_set_screens:
 * @screens: (array length=n): names of those there are, the first is the main one
 *
 * The pages of a list of a screen that is lost join the others; one that returns has them back,
 * with its pin.
 */
void
zhihui_director_set_screens (ZhihuiDirector *self, const char *const *screens, guint n)
{
  g_return_if_fail (ZHIHUI_IS_DIRECTOR (self) && n > 0);

  for (guint i = 0; i < self->present->len; i++)
    ((ZhihuiDirectedScreen *) self->present->pdata[i])->is_there = FALSE;
  g_ptr_array_set_size (self->present, 0);
  for (guint i = 0; i < n; i++)
    {
      ZhihuiDirectedScreen *screen = ensure_screen (self, screens[i]);

      if (screen->is_there)
        continue;
      screen->is_there = TRUE;
      g_ptr_array_add (self->present, screen);
    }
  zhihui_director_plan (self);
  zhihui_director_settle (self);
}

/**
 * zhihui_director_set_playlist:
 * @screen: (nullable): which one; %NULL: of all that have none of their own
 * @items: (array length=n): at least one
 */
void
zhihui_director_set_playlist (ZhihuiDirector       *self,
                              const char           *screen,
                              const ZhihuiPlayItem *items,
                              guint                 n)
{
  GArray **list;

  g_return_if_fail (ZHIHUI_IS_DIRECTOR (self) && n > 0);

  list = screen != NULL ? &ensure_screen (self, screen)->own : &self->common;
  g_clear_pointer (list, g_array_unref);
  *list = copy_items (items, n);
  zhihui_director_plan (self);
  zhihui_director_settle (self);
}

/**
 * zhihui_director_get_n_screens:
 *
 * Returns: how many there are now
 */
guint
zhihui_director_get_n_screens (ZhihuiDirector *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self), 0);

  return self->present->len;
}

/**
 * zhihui_director_get_screen:
 *
 * Returns: the name of one that there is now, interned
 */
const char *
zhihui_director_get_screen (ZhihuiDirector *self, guint index)
{
  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self) && index < self->present->len, NULL);

  return ((const ZhihuiDirectedScreen *) self->present->pdata[index])->name;
}

/**
 * zhihui_director_get_state:
 * @screen: (nullable): which one; %NULL: the first
 * @state: (out caller-allocates)
 *
 * Returns: FALSE when there is no such screen
 */
gboolean
zhihui_director_get_state (ZhihuiDirector *self, const char *screen, ZhihuiDirectorState *state)
{
  const ZhihuiDirectedScreen *one;

  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self), FALSE);

  one = zhihui_director_find_present (self, screen, NULL);
  if (one != NULL)
    read_state (self, one, state);
  return one != NULL;
}

/**
 * zhihui_director_get_page:
 * @screen: (nullable): which one; %NULL: the first
 *
 * Returns: (nullable): what stands there, interned; %NULL when there is no such screen
 */
const char *
zhihui_director_get_page (ZhihuiDirector *self, const char *screen)
{
  ZhihuiDirectorState state;

  return zhihui_director_get_state (self, screen, &state) ? state.page : NULL;
}

/**
 * zhihui_director_get_playlist:
 * @screen: (nullable): which one; %NULL: the first
 * @n: (out): how many
 *
 * Returns: (array length=n) (nullable) (transfer none): the pages that take turns there, those of a
 * lost screen among them, in their order; borrowed until the director changes; %NULL when there is
 * no such screen
 */
const ZhihuiPlayItem *
zhihui_director_get_playlist (ZhihuiDirector *self, const char *screen, guint *n)
{
  ZhihuiDirectedScreen *one;

  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self) && n != NULL, NULL);

  one = zhihui_director_find_present (self, screen, NULL);
  *n = one != NULL ? one->rotation.items->len : 0;
  return one != NULL ? (const ZhihuiPlayItem *) (gconstpointer) one->rotation.items->data : NULL;
}

/**
 * zhihui_director_is_held:
 */
gboolean
zhihui_director_is_held (ZhihuiDirector *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self), FALSE);

  return self->held;
}

/**
 * zhihui_director_is_curtained:
 */
gboolean
zhihui_director_is_curtained (ZhihuiDirector *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self), FALSE);

  return self->curtained;
}

/**
 * zhihui_director_get_n_pages:
 *
 * Returns: how many pages there are
 */
guint
zhihui_director_get_n_pages (ZhihuiDirector *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self), 0);

  return self->pages->len;
}

/**
 * zhihui_director_get_page_name:
 *
 * Returns: the name of a page that there is, interned
 */
const char *
zhihui_director_get_page_name (ZhihuiDirector *self, guint index)
{
  g_return_val_if_fail (ZHIHUI_IS_DIRECTOR (self) && index < self->pages->len, NULL);

  return self->pages->pdata[index];
}
