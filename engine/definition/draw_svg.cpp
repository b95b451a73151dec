// Ladders and procedures as SVG: boxes in one column, a lane of its own for every move.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/definition/draw.hpp"

namespace ladder::definition {

namespace {

constexpr int margin = 24;
constexpr int heading = 40;
constexpr int box_width = 340;
constexpr int box_height_min = 64;
constexpr int port_gap = 16;  // between two ends of moves at a box
constexpr int box_gap = 36;
constexpr int lane_gap = 20;
constexpr int legend_line = 18;
constexpr double legend_letter = 6.2;  // the width of a letter at 11 px, rather more than less

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

struct Box {
    int y = 0;
    int height = box_height_min;
    int right_ports = 0;
    int left_ports = 0;
    int right_taken = 0;
    int left_taken = 0;
};

struct Lane {
    const Edge* edge = nullptr;
    std::size_t from = 0;  // places of the boxes
    std::size_t to = 0;
    bool right = false;
    int length = 0;  // boxes that it passes
    int x = 0;
    int from_y = 0;
    int to_y = 0;
};

class Drawing {
public:
    Drawing(const Machine& machine, const Ruleset& ruleset)
        : machine_{machine},
          ruleset_{ruleset},
          boxes_(static_cast<std::size_t>(machine.stages->size())) {
        make_lanes();
        place_boxes();
        place_lanes();
    }

    std::string text() {
        std::string body;
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            body += box(i);
        }
        for (std::size_t i = 0; i < lanes_.size(); ++i) {
            body += arrow(lanes_[i]);
        }
        for (std::size_t i = 0; i < lanes_.size(); ++i) {
            body += number(lanes_[i], i + 1);
        }
        const auto told = legend();
        const int width =
            std::max(box_x_ + box_width + margin + right_lanes() * lane_gap, legend_width_) +
            margin;
        const int height =
            boxes_bottom_ + margin * 2 + legend_line * static_cast<int>(lanes_.size() + starts_);
        return fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{0}\" height=\"{1}\" "
            "viewBox=\"0 0 {0} {1}\" font-family=\"sans-serif\" "
            "aria-labelledby=\"drawing-title drawing-description\">\n"
            "<title id=\"drawing-title\">{2}</title>\n"
            "<desc id=\"drawing-description\">{3}</desc>\n"
            "<defs><marker id=\"head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
            "markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0,0 L10,5 L0,10 z\"/>"
            "</marker></defs>\n"
            "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n"
            "<text x=\"{4}\" y=\"{5}\" font-size=\"18\" "
            "font-weight=\"bold\">{2}</text>\n{6}{7}</svg>\n",
            width,
            height,
            escaped(machine_.title),
            escaped(description()),
            margin,
            margin + 10,
            body,
            told
        );
    }

private:
    std::size_t place_of(std::string_view stage) const {
        const auto& stages = *machine_.stages;
        for (int i = 0; i < stages.size(); ++i) {
            if (stages.Get(i).id() == stage) {
                return static_cast<std::size_t>(i);
            }
        }
        return 0;
    }

    void make_lanes() {
        for (const auto& edge : machine_.edges) {
            if (edge.from.empty()) {
                ++starts_;
                continue;
            }
            Lane lane;
            lane.edge = &edge;
            lane.from = place_of(edge.from);
            lane.to = place_of(edge.to);
            lane.right = lane.to > lane.from;
            lane.length = static_cast<int>(lane.right ? lane.to - lane.from : lane.from - lane.to);
            auto& from = boxes_[lane.from];
            auto& to = boxes_[lane.to];
            ++(lane.right ? from.right_ports : from.left_ports);
            ++(lane.right ? to.right_ports : to.left_ports);
            lanes_.push_back(lane);
        }
    }

    int right_lanes() const {
        return static_cast<int>(std::count_if(lanes_.begin(), lanes_.end(), [](const Lane& lane) {
            return lane.right;
        }));
    }

    void place_boxes() {
        const int left = static_cast<int>(lanes_.size()) - right_lanes();
        box_x_ = margin * 2 + left * lane_gap;
        int y = margin + heading;
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            // A ladder stands on its first stage.
            auto& box = boxes_[machine_.is_ladder ? boxes_.size() - 1 - i : i];
            box.height = std::max(
                box_height_min, port_gap * (std::max(box.right_ports, box.left_ports) + 1)
            );
            box.y = y;
            y += box.height + box_gap;
        }
        boxes_bottom_ = y - box_gap;
    }

    int port(Box& box, bool right) const {
        const int ports = right ? box.right_ports : box.left_ports;
        const int taken = ++(right ? box.right_taken : box.left_taken);
        return box.y + box.height * taken / (ports + 1);
    }

    // Short moves near the boxes, long ones outside, so that lanes seldom cross.
    void place_lanes() {
        std::vector<std::size_t> order(lanes_.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return lanes_[a].length < lanes_[b].length;
        });
        int right = 0;
        int left = 0;
        for (const auto i : order) {
            auto& lane = lanes_[i];
            lane.x = lane.right ? box_x_ + box_width + margin + lane_gap * right++
                                : box_x_ - margin - lane_gap * left++;
        }
        for (auto& lane : lanes_) {
            lane.from_y = port(boxes_[lane.from], lane.right);
            lane.to_y = port(boxes_[lane.to], lane.right);
        }
    }

    std::string box(std::size_t i) const {
        const auto& stage = machine_.stages->Get(static_cast<int>(i));
        const auto& box = boxes_[i];
        const int middle = box.y + box.height / 2;
        auto text = fmt::format(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"{}\" "
            "stroke=\"#000\" stroke-width=\"{}\"/>\n"
            "<text x=\"{}\" y=\"{}\" font-size=\"15\" font-weight=\"bold\">{}</text>\n",
            box_x_,
            box.y,
            box_width,
            box.height,
            stage.outcome().empty() ? "#f4f4f4" : "#dcdcdc",
            stage.public_() ? 3 : 1,
            box_x_ + 14,
            middle - 6,
            escaped(stage.title())
        );
        auto below = stage.owner();
        if (!stage.outcome().empty()) {
            below = "ends it: " + stage.outcome();
        }
        text += fmt::format(
            "<text x=\"{}\" y=\"{}\" font-size=\"11\">{}{}</text>\n",
            box_x_ + 14,
            middle + 12,
            escaped(below),
            stage.public_() ? " (public)" : ""
        );
        return text;
    }

    std::string arrow(const Lane& lane) const {
        const int side = lane.right ? box_x_ + box_width : box_x_;
        const bool exceptional = lane.edge->transition->exceptional();
        return fmt::format(
            "<path d=\"M{0},{1} H{2} V{3} H{0}\" fill=\"none\" stroke=\"{4}\" "
            "stroke-width=\"1.3\"{5} marker-end=\"url(#head)\"/>\n",
            side,
            lane.from_y,
            lane.x,
            lane.to_y,
            lane.right ? "#000" : "#666",
            exceptional ? " stroke-dasharray=\"6 3\"" : ""
        );
    }

    static std::string number(const Lane& lane, std::size_t n) {
        const int y = (lane.from_y + lane.to_y) / 2;
        return fmt::format(
            "<circle cx=\"{0}\" cy=\"{1}\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/>"
            "<text x=\"{0}\" y=\"{2}\" font-size=\"10\" text-anchor=\"middle\">{3}</text>\n",
            lane.x,
            y,
            y + 4,
            n
        );
    }

    std::string line_of(const Edge& edge) const {
        return fmt::format(
            "{} \xE2\x86\x92 {}: {}",
            edge.from.empty() ? "Start"
                              : machine_.stages->Get(static_cast<int>(place_of(edge.from))).title(),
            machine_.stages->Get(static_cast<int>(place_of(edge.to))).title(),
            move_in_words(edge, ruleset_)
        );
    }

    std::string legend() {
        std::string text;
        int y = boxes_bottom_ + margin + legend_line;
        const auto add = [&](const std::string& line) {
            legend_width_ = std::max(
                legend_width_,
                margin +
                    static_cast<int>(std::ceil(legend_letter * static_cast<double>(line.size())))
            );
            text += fmt::format(
                "<text x=\"{}\" y=\"{}\" font-size=\"11\">{}</text>\n", margin, y, escaped(line)
            );
            y += legend_line;
        };
        for (const auto& edge : machine_.edges) {
            if (edge.from.empty()) {
                add(line_of(edge));
            }
        }
        for (std::size_t i = 0; i < lanes_.size(); ++i) {
            add(fmt::format("{}  {}", i + 1, line_of(*lanes_[i].edge)));
        }
        return text;
    }

    // The drawing in words, for those who can't see it.
    std::string description() const {
        std::string text =
            fmt::format("{} stages, from the first to the last: ", machine_.stages->size());
        for (int i = 0; i < machine_.stages->size(); ++i) {
            text += (i == 0 ? "" : ", ") + machine_.stages->Get(i).title();
        }
        text += ". Moves:";
        for (const auto& edge : machine_.edges) {
            text += " " + line_of(edge) + ".";
        }
        return text;
    }

    const Machine& machine_;
    const Ruleset& ruleset_;
    std::vector<Box> boxes_;
    std::vector<Lane> lanes_;
    std::size_t starts_ = 0;
    int box_x_ = 0;
    int boxes_bottom_ = 0;
    int legend_width_ = 0;
};

}  // namespace

std::string draw_svg(const Machine& machine, const Ruleset& ruleset) {
    return Drawing{machine, ruleset}.text();
}

}  // namespace ladder::definition
