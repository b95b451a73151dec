// A small log of its own: rules, a body, figures, a run of the rules and a decision, as a bundle.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bundle/report.hpp"
#include "engine/bundle/world.hpp"
#include "engine/ledger/note_key.hpp"
#include "ladder/v1/bundle.pb.h"

namespace ladder::bundle::sample {

inline constexpr std::string_view case_name = "cases/kent-general-1";

ledger::SignerKey key_of(std::string_view name, unsigned char seed);

// A row of the journal before it is hashed.
struct Row {
    v1::JournalEnvelope envelope;  // without the digest
    v1::Event event;
};

// The figures double Kent's robberies, a run of the rules opens a case and raises its trigger, the
// body is told, a decision moves the case; then a revision takes the rise back, a run clears the
// trigger, and a letter is added.
class Log {
public:
    Log();

    std::vector<Row> rows;
    std::vector<v1::Observation> figures;  // in order

    // The parts of a bundle of the case, its checkpoint signed by `key`, but for the end.
    std::vector<v1::BundlePart> parts(const ledger::SignerKey& key) const;
    // The same as a file.
    std::string file(const ledger::SignerKey& key) const;

    // The position of the first event of a type.
    std::size_t position_of(std::string_view type) const;

private:
    void append(const std::string& stream, v1::Event event, const std::string& cause, int request);
    void import_figures(int number, const std::vector<std::pair<std::string, double>>& values);
    void evaluate(std::string_view period_end, int request);
    void decide(int request);
    void add_document(int request);

    World world_;
    base::Instant now_;
};

// A file of parts, with the end that fits.
std::string file_of(const std::vector<v1::BundlePart>& parts);

// Every finding in a line, for failures to show.
std::string told(const Report& report);

// Whether some finding's text holds all these.
bool finds(const Report& report, const std::vector<std::string_view>& words);

}  // namespace ladder::bundle::sample
