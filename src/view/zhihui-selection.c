/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-selection.h"

/**
 * ZhihuiSelection:
 *
 * What a person, or the tour of the wall, has chosen: the region that everything is about, by which
 * figure its parts are compared, and which part is marked. The only place where the choice lives:
 * map, table and breadcrumb change it and follow it, and the application asks the source for it.
 */
struct _ZhihuiSelection
{
  GObject parent_instance;

  ZhihuiRegionPath *path; /* owned, NULL: the whole */
  char             *mark; /* owned, nullable: code of a part of it */
  ZhihuiBoard       board;
};

typedef enum
{
  PROP_PATH = 1,
  PROP_MARK,
  PROP_BOARD,
} Property;

static GParamSpec *properties[PROP_BOARD + 1];

G_DEFINE_FINAL_TYPE (ZhihuiSelection, zhihui_selection, G_TYPE_OBJECT)

static void
zhihui_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  ZhihuiSelection *self = ZHIHUI_SELECTION (object);

  switch ((Property) id)
    {
    case PROP_PATH:
      g_value_set_boxed (value, self->path);
      break;
    case PROP_MARK:
      g_value_set_string (value, self->mark);
      break;
    case PROP_BOARD:
      g_value_set_uint (value, self->board);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
zhihui_selection_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  ZhihuiSelection *self = ZHIHUI_SELECTION (object);

  switch ((Property) id)
    {
    case PROP_PATH:
      zhihui_selection_set_path (self, g_value_get_boxed (value));
      break;
    case PROP_MARK:
      zhihui_selection_set_mark (self, g_value_get_string (value));
      break;
    case PROP_BOARD:
      zhihui_selection_set_board (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
zhihui_selection_finalize (GObject *object)
{
  ZhihuiSelection *self = ZHIHUI_SELECTION (object);

  zhihui_region_path_unref (self->path);
  g_free (self->mark);

  G_OBJECT_CLASS (zhihui_selection_parent_class)->finalize (object);
}

static void
zhihui_selection_class_init (ZhihuiSelectionClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zhihui_selection_get_property;
  object_class->set_property = zhihui_selection_set_property;
  object_class->finalize = zhihui_selection_finalize;

  properties[PROP_PATH] = g_param_spec_boxed ("path", NULL, NULL, ZHIHUI_TYPE_REGION_PATH, flags);
  properties[PROP_MARK] = g_param_spec_string ("mark", NULL, NULL, NULL, flags);
  properties[PROP_BOARD] =
    g_param_spec_uint ("board", NULL, NULL, 0, ZHIHUI_N_BOARDS - 1, ZHIHUI_BOARD_VOLUME, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
zhihui_selection_init (ZhihuiSelection *self)
{
}

/**
 * zhihui_selection_new:
 *
 * Returns: (transfer full): the whole, by its volume
 */
ZhihuiSelection *
zhihui_selection_new (void)
{
  return g_object_new (ZHIHUI_TYPE_SELECTION, NULL);
}

/**
 * zhihui_selection_get_path:
 *
 * Returns: (transfer none) (nullable): the region that everything is about; %NULL: the whole
 */
ZhihuiRegionPath *
zhihui_selection_get_path (ZhihuiSelection *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SELECTION (self), NULL);

  return self->path;
}

/* The code of the step of @deep that follows @path; NULL when it does not lead there. */
static const char *
find_next_step (ZhihuiRegionPath *deep, ZhihuiRegionPath *path)
{
  guint depth = zhihui_region_path_get_depth (path);

  if (zhihui_region_path_get_depth (deep) <= depth ||
      !zhihui_region_path_equal (zhihui_region_path_get_ancestor (deep, depth), path))
    return NULL;
  return zhihui_region_path_get_code (zhihui_region_path_get_ancestor (deep, depth + 1));
}

/**
 * zhihui_selection_set_path:
 * @path: (transfer none) (nullable): the region that everything is about; %NULL: the whole
 *
 * Whoever comes from further down finds the part marked in which he was.
 */
void
zhihui_selection_set_path (ZhihuiSelection *self, ZhihuiRegionPath *path)
{
  g_autoptr (ZhihuiRegionPath) old = NULL;
  const char *mark;

  g_return_if_fail (ZHIHUI_IS_SELECTION (self));

  if (zhihui_region_path_equal (self->path, path))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  old = g_steal_pointer (&self->path);
  self->path = path != NULL ? zhihui_region_path_ref (path) : NULL;
  mark = find_next_step (old, path);
  zhihui_selection_set_mark (self, mark);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * zhihui_selection_enter:
 * @code: of a part of the region
 * @name: of that part
 *
 * From here on everything is about that part. Where a region has no parts it stands for them: to
 * enter it again changes nothing.
 */
void
zhihui_selection_enter (ZhihuiSelection *self, const char *code, const char *name)
{
  g_autoptr (ZhihuiRegionPath) path = NULL;

  g_return_if_fail (ZHIHUI_IS_SELECTION (self) && code != NULL && name != NULL);

  if (g_strcmp0 (zhihui_region_path_get_code (self->path), code) == 0)
    return;

  path = zhihui_region_path_new (self->path, code, name);
  zhihui_selection_set_path (self, path);
}

/**
 * zhihui_selection_enter_shown:
 * @situation: of whose map
 * @code: of a region on that map, which may be that of more than what was chosen
 * @name: of that region
 *
 * As zhihui_selection_enter (), from the region of whose parts the map is.
 */
void
zhihui_selection_enter_shown (ZhihuiSelection *self,
                              ZhihuiSituation *situation,
                              const char      *code,
                              const char      *name)
{
  const char       *shown = zhihui_situation_get_region (situation, ZHIHUI_DATASET_MAP);
  ZhihuiRegionPath *from = self->path;
  g_autoptr (ZhihuiRegionPath) path = NULL;

  if (zhihui_situation_get_map_focus (situation) == NULL ||
      !zhihui_region_path_equal (from, zhihui_situation_get_region_path (situation)))
    {
      zhihui_selection_enter (self, code, name);
      return;
    }
  while (from != NULL && g_strcmp0 (zhihui_region_path_get_code (from), shown) != 0)
    from = zhihui_region_path_get_parent (from);
  path = zhihui_region_path_new (from, code, name);
  zhihui_selection_set_path (self, path);
}

/**
 * zhihui_selection_go_up:
 *
 * Returns: %FALSE when it is the whole already
 */
gboolean
zhihui_selection_go_up (ZhihuiSelection *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SELECTION (self), FALSE);

  if (self->path == NULL)
    return FALSE;

  zhihui_selection_set_path (self, zhihui_region_path_get_parent (self->path));
  return TRUE;
}

/**
 * zhihui_selection_get_mark:
 *
 * Returns: (transfer none) (nullable): code of the part that is marked
 */
const char *
zhihui_selection_get_mark (ZhihuiSelection *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SELECTION (self), NULL);

  return self->mark;
}

/**
 * zhihui_selection_set_mark:
 * @code: (nullable): of a part of the region; %NULL for none
 */
void
zhihui_selection_set_mark (ZhihuiSelection *self, const char *code)
{
  char *old;

  g_return_if_fail (ZHIHUI_IS_SELECTION (self));

  if (g_strcmp0 (self->mark, code) == 0)
    return;

  old = self->mark;
  self->mark = g_strdup (code);
  g_free (old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
}

/**
 * zhihui_selection_get_board:
 *
 * Returns: by which figure the parts are compared
 */
ZhihuiBoard
zhihui_selection_get_board (ZhihuiSelection *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SELECTION (self), ZHIHUI_BOARD_VOLUME);

  return self->board;
}

/**
 * zhihui_selection_set_board:
 * @board: by which figure the parts are compared
 */
void
zhihui_selection_set_board (ZhihuiSelection *self, ZhihuiBoard board)
{
  g_return_if_fail (ZHIHUI_IS_SELECTION (self) && board < ZHIHUI_N_BOARDS);

  if (self->board == board)
    return;

  self->board = board;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOARD]);
}
