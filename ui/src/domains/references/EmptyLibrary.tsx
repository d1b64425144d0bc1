/** The first page of an empty library. It speaks from both sides of the axis, whatever the interface's language. */
import { useTranslation } from "react-i18next";

export function EmptyLibrary() {
  const { t } = useTranslation();
  return (
    <section className="empty" aria-label={t("empty.label")} data-testid="empty">
      <div className="empty-en" lang="en">
        <p>
          No references yet,
          <br />
          in either language
        </p>
        <small>Start Diglot with a file to import it</small>
      </div>
      <div className="empty-zh" lang="zh-Hans">
        <p>
          两种语言的文献，
          <br />
          都还没有收录
        </p>
        <small>启动 Diglot 时附上文件即可导入</small>
      </div>
    </section>
  );
}
