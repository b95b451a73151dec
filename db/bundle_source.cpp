// Writes the parts of a bundle in their order.
#include "db/bundle_source.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "db/bundle_streams.hpp"
#include "db/fold_stream.hpp"
#include "db/tree.hpp"
#include "engine/bundle/schema.hpp"
#include "engine/bundle/writer.hpp"
#include "engine/command/markings.hpp"

namespace ladder::db {
namespace {

constexpr std::size_t events_at_a_time = 500;
constexpr std::int32_t figures_at_a_time = 10'000;

// Calls `part` with each document's parts that may be handed out; gives how many may not.
int walk_documents(
    soci::session& session,
    Backend backend,
    const BundleStreams& streams,
    v1::Marking marking_max,
    const std::function<void(const std::string& document, const v1::DocumentPart& part)>& take
) {
    int left_out = 0;
    const auto most = command::marked(marking_max);
    for (const auto& name : streams.documents) {
        // As it was marked then, if it was not marked higher since.
        const auto then = fold_stream(session, backend, name, {streams.known_at, true});
        const auto now = fold_stream(session, backend, name, {});
        const auto* document = then ? std::get_if<v1::Document>(&*then) : nullptr;
        const auto* present = now ? std::get_if<v1::Document>(&*now) : nullptr;
        if (document == nullptr || present == nullptr) {
            continue;
        }
        for (int i = 0; i < document->parts_size(); ++i) {
            const auto& part = document->parts(i);
            const auto marking = std::max(
                command::marked(part.marking()), command::marked(present->parts(i).marking())
            );
            if (marking > most) {
                ++left_out;
            } else {
                take(name, part);
            }
        }
    }
    return left_out;
}

base::Result<void> add_events(
    bundle::Writer& writer,
    soci::session& session,
    Backend backend,
    const BundleStreams& streams,
    std::int64_t tree_size
) {
    Tree tree(session, backend);
    base::Result<void> added;
    const auto& positions = streams.positions;
    for (std::size_t first = 0; first < positions.size() && added; first += events_at_a_time) {
        const auto last = std::min(first + events_at_a_time, positions.size());
        const auto tail = fmt::format(
            "WHERE position IN ({}) ORDER BY position",
            fmt::join(
                positions.begin() + static_cast<std::ptrdiff_t>(first),
                positions.begin() + static_cast<std::ptrdiff_t>(last),
                ", "
            )
        );
        read_journal(session, backend, tail, {}, [&](JournalRow&& row) {
            const auto proof =
                tree.roots(ledger::inclusion_ranges(row.envelope.position(), tree_size));
            if (!proof) {
                added = proof.error();
                return false;
            }
            v1::BundlePart part;
            auto& event = *part.mutable_event();
            event.set_entered_later(row.entered_later);
            if (row.destruction.empty()) {
                event.set_salt(std::move(row.salt));
                event.set_payload(std::move(row.payload));
            }
            for (const auto& hash : *proof) {
                event.add_proof(bytes_of(hash));
            }
            *event.mutable_envelope() = std::move(row.envelope);
            added = writer.add(part);
            return added.has_value();
        });
    }
    return added;
}

base::Error more_than_seen() {
    return {
        base::Code::permission_denied,
        "the bundle would hold more than you may see; ask somebody who sees all of it",
        {}};
}

// That everything of a bundle is seen, what was said before the decisions included.
base::Result<void> check_seen(Eyes& eyes, const BundleStreams& streams) {
    for (const auto& stream : streams.streams) {
        const bool audited = stream.starts_with("destructions/");  // what they destroyed is asked
        const bool said = !stream.starts_with("cases/") && !stream.starts_with("procedures/");
        if (!audited && (!eyes.see_stream(stream) ||
                         (!said && !eyes.see_as(stream, v1::RECORD_KIND_DELIBERATION)))) {
            return more_than_seen();
        }
    }
    return {};
}

// The figures of the imports, of one indicator after another.
base::Result<void> add_figures(
    bundle::Writer& writer,
    const ObservationStore& store,
    const Reader& reader,
    const BundleStreams& streams
) {
    auto sight = reader.figures();
    v1::BundlePart part;
    const auto write = [&]() -> base::Result<void> {
        if (part.figures().observations().empty()) {
            return {};
        }
        auto added = writer.add(part);
        part.Clear();
        return added;
    };
    for (const auto& indicator : streams.indicators) {
        ObservationFilter filter;
        filter.indicators = {indicator};
        filter.all_revisions = true;
        PageRequest page{figures_at_a_time, {}};
        do {
            auto figures = store.list(Reader::everything(), filter, page, {});
            if (!figures) {
                return figures.error();
            }
            for (auto& figure : figures->items) {
                const auto import = streams.imports.find(figure.import());
                if (import == streams.imports.end()) {
                    continue;
                }
                if (!sight.sees(figure.indicator(), figure.body(), figure.marking())) {
                    return more_than_seen();
                }
                figure.set_file_digest(import->second);
                *part.mutable_figures()->add_observations() = std::move(figure);
                if (part.figures().observations_size() == bundle::figures_in_part) {
                    if (const auto added = write(); !added) {
                        return added.error();
                    }
                }
            }
            page.token = std::move(figures->next_token);
        } while (!page.token.empty());
    }
    return write();
}

// What is read in one snapshot: everything but figures and contents, which never change.
struct Begun {
    bundle::Writer writer;
    BundleStreams streams;
    std::vector<v1::BundlePart> documents;  // without contents
};

base::Result<Begun> begin(
    soci::session& session, Backend backend, const Reader& reader, const BundleWish& wish
) {
    Eyes eyes{session, backend, reader};
    if (!eyes.see(bundle::stream_of(wish.name))) {
        return not_recorded(wish);
    }
    auto streams = bundle_streams(session, backend, wish);
    if (!streams) {
        return streams.error();
    }
    if (const auto seen = check_seen(eyes, *streams); !seen) {
        return seen.error();
    }
    Begun begun{bundle::Writer{wish.bytes_max}, std::move(*streams), {}};
    v1::BundlePart head;
    *head.mutable_head() = wish.head;
    auto tree_size = wish.tree_size;
    if (wish.preferred && begun.streams.positions.back() < wish.preferred->checkpoint.size) {
        tree_size = wish.preferred->checkpoint.size;
        head.mutable_head()->set_checkpoint(wish.preferred->note());
    }
    head.mutable_head()->set_name(wish.name);
    head.mutable_head()->set_known_at_us(base::to_micros(begun.streams.known_at));
    for (const auto& stream : begun.streams.streams) {
        head.mutable_head()->add_streams(stream);
    }
    head.mutable_head()->set_documents_left_out(walk_documents(
        session,
        backend,
        begun.streams,
        wish.marking_max,
        [&](const std::string& name, const v1::DocumentPart& part) {
            auto& document = *begun.documents.emplace_back().mutable_document();
            document.set_document(name);
            document.set_digest(part.digest());
            document.set_marking(part.marking());
        }
    ));
    v1::BundlePart schema;
    schema.set_schema(bundle::schema());
    for (const auto* part : {&head, &schema}) {
        if (const auto added = begun.writer.add(*part); !added) {
            return added.error();
        }
    }
    if (const auto added = add_events(begun.writer, session, backend, begun.streams, tree_size);
        !added) {
        return added.error();
    }
    return begun;
}

}  // namespace

base::Result<std::string> BundleSource::make(const Reader& reader, const BundleWish& wish) const {
    auto begun = database_.read([&](soci::session& session) {
        return begin(session, database_.backend(), reader, wish);
    });
    if (!begun) {
        return begun.error();
    }
    auto& writer = begun->writer;
    if (const auto added = add_figures(writer, observations_, reader, begun->streams); !added) {
        return added.error();
    }
    for (auto& part : begun->documents) {
        if (wish.include_documents) {
            // One that was destroyed is there by its digest alone.
            if (auto content = documents_.get(part.document().digest()); content) {
                part.mutable_document()->set_content(std::move(*content));
            }
        }
        if (const auto added = writer.add(part); !added) {
            return added.error();
        }
        part.Clear();
    }
    return writer.finish();
}

}  // namespace ladder::db
