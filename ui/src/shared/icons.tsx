/**
 * The drawings. Most are lucide's, set on 16 px with a stroke of 1.4; what it lacks is drawn here on the same grid.
 * All are silent: the words beside them, or the button's name, say what they mean.
 */
import {
  Archive,
  ArrowDown,
  ArrowLeftRight,
  ArrowUp,
  ArrowUpDown,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  CircleDashed,
  Clipboard,
  Columns3,
  Copy,
  Download,
  Ellipsis,
  ExternalLink,
  Eye,
  FileText,
  Folder,
  FolderOpen,
  FolderPlus,
  Globe,
  History,
  Info,
  Languages,
  Link2,
  ListFilter,
  Lock,
  type LucideIcon,
  Merge,
  Minus,
  PanelLeft,
  Pencil,
  Plus,
  Quote,
  Redo2,
  RotateCcw,
  Search,
  Tag,
  Trash2,
  TriangleAlert,
  Undo2,
  Unlink2,
  Upload,
  WholeWord,
  X,
} from "lucide-react";
import type { ReactNode } from "react";

export interface IconProps {
  /** 12 instead of 16 px. */
  small?: boolean | undefined;
}

const glyph = (Drawing: LucideIcon) =>
  function Icon({ small }: IconProps) {
    return (
      <Drawing
        className={small ? "ui-icon is-small" : "ui-icon"}
        size={small ? 12 : 16}
        strokeWidth={small ? 2.5 : 2.1}
        aria-hidden="true"
      />
    );
  };

const drawn = (paths: ReactNode) =>
  function Icon({ small }: IconProps) {
    return (
      <svg className={small ? "ui-icon is-small" : "ui-icon"} viewBox="0 0 16 16" aria-hidden="true">
        {paths}
      </svg>
    );
  };

export const AddIcon = glyph(Plus);
export const AllIcon = glyph(Archive);
export const ArrowDownIcon = glyph(ArrowDown);
export const ArrowUpIcon = glyph(ArrowUp);
export const CheckIcon = glyph(Check);
export const ChevronDownIcon = glyph(ChevronDown);
export const ChevronLeftIcon = glyph(ChevronLeft);
export const ChevronRightIcon = glyph(ChevronRight);
export const CiteIcon = glyph(Quote);
export const ClipboardIcon = glyph(Clipboard);
export const CloseIcon = glyph(X);
export const ColumnsIcon = glyph(Columns3);
export const CopyIcon = glyph(Copy);
export const DuplicatesIcon = glyph(Copy);
export const EditIcon = glyph(Pencil);
export const ExportIcon = glyph(Upload);
export const ExternalIcon = glyph(ExternalLink);
export const FileIcon = glyph(FileText);
export const FolderIcon = glyph(Folder);
export const FolderAddIcon = glyph(FolderPlus);
export const FolderOpenIcon = glyph(FolderOpen);
export const HistoryIcon = glyph(History);
export const ImportIcon = glyph(Download);
export const InfoIcon = glyph(Info);
export const LanguageIcon = glyph(Languages);
export const LinkIcon = glyph(Link2);
export const TermsIcon = glyph(WholeWord);
export const ListedIcon = glyph(FileText);
export const LockIcon = glyph(Lock);
export const LookUpIcon = glyph(Globe);
export const MergeIcon = glyph(Merge);
export const MinusIcon = glyph(Minus);
export const MoreIcon = glyph(Ellipsis);
export const NeedsIcon = glyph(CircleDashed);
export const RedoIcon = glyph(Redo2);
export const ReturnIcon = glyph(RotateCcw);
export const SavedSearchIcon = glyph(ListFilter);
export const SearchIcon = glyph(Search);
export const ShowIcon = glyph(Eye);
export const SidebarIcon = glyph(PanelLeft);
export const SortIcon = glyph(ArrowUpDown);
export const SwapIcon = glyph(ArrowLeftRight);
export const TagIcon = glyph(Tag);
export const TrashIcon = glyph(Trash2);
export const UndoIcon = glyph(Undo2);
export const UnlinkIcon = glyph(Unlink2);
export const WarnIcon = glyph(TriangleAlert);

/** Two columns on one row grid. */
export const SideBySideIcon = drawn(<path d="M2.5 4H7M2.5 8H7M2.5 12H7M9.5 4h4M9.5 8h4M9.5 12h4" />);
/** One language under the other. */
export const InterleavedIcon = drawn(<path d="M2.5 3h11M5.5 5.7h8M2.5 10.3h11M5.5 13h8" />);
/** One language. */
export const SingleIcon = drawn(<path d="M4 3.5h8M4 6.5h8M4 9.5h8M4 12.5h5" />);
/** Reading mode: two columns, each with a head. */
export const ReadingIcon = drawn(
  <path d="M2.5 3.5h4.5M2.5 6.5h4.5M2.5 9.5h4.5M2.5 12.5H5M9.5 3.5h4M9.5 6.5h4M9.5 9.5h4M9.5 12.5h1.5" />,
);
/** One side is covered. */
export const CoverIcon = drawn(
  <>
    <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
    <path d="M8 3v10M10 5.5l2-2M10 9l3-3M10 12.5l3-3" />
  </>,
);
/** Figures or names differ. */
export const DiffersIcon = drawn(<path d="M3.5 6.2h9M3.5 9.8h9M10.2 3.3 5.8 12.7" />);
/** The pair is a guess. */
export const UnsureIcon = drawn(<path d="M3 8.6c1.7-2.2 3.3-2.2 5-.6s3.3 1.6 5-.6" />);
/** A sentence without a counterpart. */
export const NoCounterpartIcon = drawn(
  <>
    <path d="M1.5 8h5" />
    <circle cx="11.2" cy="8" r="3" strokeDasharray="1.9 1.24" />
  </>,
);
/** How large the text is. */
export const TextSizeIcon = drawn(
  <path d="M1.8 12 5 4l3.2 8M2.9 9.5h4.2M14 12V7.5M14 9.7a2.1 2.3 0 1 1-4.2 0 2.1 2.3 0 0 1 4.2 0Z" />,
);
