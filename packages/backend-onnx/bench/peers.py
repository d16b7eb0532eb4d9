"""A measured program: trains one workload with PyTorch or Keras, as tfjsProgram.mjs does.

Called by contestant.mjs: COLUMN WORKLOAD FOLDER NUM_LOSSES. Answers losses once, then one line of
times for each round.
"""

import json
import os
import sys
import time

import numpy as np

COLUMN, NAME, FOLDER, NUM_LOSSES = sys.argv[1:5]
NUM_LOSSES = int(NUM_LOSSES)
WORDS = 20_000

# Steps of an epoch of Keras's fit; the numbers of workloads.mjs.
STEPS_PER_EPOCH = {"ch2": 150, "ch5": 30, "ch7": 15, "ch9": 30, "ch10": 5, "ch10lstm": 10, "ch12": 200}


def read_arrays():
    """The batch, and the weights of every layer that has some."""
    numbers = np.fromfile(os.path.join(FOLDER, "arrays.raw"), np.float32)
    with open(os.path.join(FOLDER, "arrays.json")) as file:
        index = json.load(file)

    def array_at(place):
        size = int(np.prod(place["shape"]))
        return numbers[place["offset"] : place["offset"] + size].reshape(place["shape"])

    x, y = array_at(index["x"]), array_at(index["y"])
    if NAME.startswith("ch10"):
        x = x.astype(np.int64)
    return x, y, [[array_at(place) for place in layer] for layer in index["layers"]]


def answer(message):
    print(json.dumps(message), flush=True)


class Meter:
    """Measures epochs of one or more steps, as long as a round asks for."""

    def __init__(self, losses, versions, steps_per_epoch):
        self.steps_per_epoch = steps_per_epoch
        self.is_warm = steps_per_epoch == 1  # the steps that gave the losses were warming enough
        self.round_end = None
        self.milliseconds = []
        answer({"losses": losses, "versions": versions})

    def begin(self):
        if self.is_warm and self.round_end is None:
            line = sys.stdin.readline()
            if not line:
                os._exit(0)
            self.round_end = time.perf_counter() + float(line)
        self.epoch_start = time.perf_counter()

    def end(self):
        now = time.perf_counter()
        if self.round_end is None:
            self.is_warm = True
            return
        self.milliseconds.append((now - self.epoch_start) * 1000 / self.steps_per_epoch)
        if now < self.round_end:
            return
        answer({"milliseconds": self.milliseconds})
        self.milliseconds, self.round_end = [], None


def run_torch():
    import torch
    from torch import nn

    torch.set_num_threads(os.cpu_count())
    x, y, layers = read_arrays()

    class Swap(nn.Module):
        def forward(self, x):
            return x.transpose(1, 2)

    class LastStep(nn.Module):
        def forward(self, x):
            return x[0][:, -1]

    class MaxOfAll(nn.Module):
        def forward(self, x):
            return x.max(-1)[0]

    def mlp(*units):
        parts = []
        for before, after in zip(units, units[1:]):
            parts += [nn.Linear(before, after), nn.ReLU()]
        return parts[:-1]

    def block(before, after):
        norm = nn.BatchNorm2d(after, eps=1e-3, momentum=0.01)
        return [nn.Conv2d(before, after, 3), nn.ReLU(), norm, nn.MaxPool2d(2)]

    def lstm(before, units, num_layers=1):
        return [nn.LSTM(before, units, num_layers, batch_first=True), LastStep()]

    def convolutions():
        words = [nn.Embedding(WORDS, 100).requires_grad_(False), Swap()]
        first = [nn.Conv1d(100, 128, 5), nn.ReLU(), nn.MaxPool1d(5)]
        second = [nn.Conv1d(128, 128, 5), nn.ReLU(), nn.MaxPool1d(5)]
        third = [nn.Conv1d(128, 128, 5), nn.ReLU(), MaxOfAll()]
        return words + first + second + third + mlp(128, 128, 20)

    parts, loss_of = {
        "ch2": lambda: (mlp(11, 32, 32, 32, 32, 16, 1), nn.L1Loss()),
        "ch5": lambda: (mlp(784, 512, 256, 128, 10), nn.CrossEntropyLoss()),
        "ch7": lambda: (
            block(3, 64) + block(64, 32) + [nn.Flatten()] + mlp(1152, 512, 256, 10),
            nn.CrossEntropyLoss(),
        ),
        "ch9": lambda: (lstm(1, 100, 2) + [nn.Linear(100, 1), nn.Tanh()], nn.MSELoss()),
        "ch10": lambda: (convolutions(), nn.CrossEntropyLoss()),
        "ch10lstm": lambda: (
            [nn.Embedding(WORDS, 100)] + lstm(100, 10) + [nn.Linear(10, 1), nn.Sigmoid()],
            nn.BCELoss(),
        ),
        "ch12": lambda: (mlp(4, 16, 16, 16, 2), nn.MSELoss()),
    }[NAME]()
    model = nn.Sequential(*parts)
    second_biases = set_weights(torch, nn, model, layers)
    images = x.ndim == 4
    x, y = torch.tensor(x), torch.tensor(y)
    if images:
        x = x.permute(0, 3, 1, 2).contiguous()
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=1e-3, eps=1e-7)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    # PyTorch's LSTM has two biases where others have one, and would change both.
    for bias in second_biases:
        bias.requires_grad_(False)
    losses = [step() for _ in range(NUM_LOSSES)]
    for bias in second_biases:
        bias.requires_grad_(True)
    meter = Meter(losses, {"torch": torch.__version__}, 1)
    while True:
        meter.begin()
        step()
        meter.end()


def set_weights(torch, nn, model, layers):
    """Puts Keras's weights into PyTorch's modules; answers the biases that Keras does not have."""
    second_biases = []
    layers = iter(layers)
    height = None  # of the feature maps before a Flatten

    def fill(parameter, values):
        with torch.no_grad():
            parameter.copy_(torch.tensor(np.ascontiguousarray(values)))

    for module in model:
        if isinstance(module, nn.Linear):
            kernel, bias = next(layers)
            if height:  # rows are [height, width, channel] there, [channel, height, width] here
                pixels = kernel.reshape(height, height, -1, kernel.shape[1])
                kernel, height = pixels.transpose(2, 0, 1, 3).reshape(kernel.shape), None
            fill(module.weight, kernel.T)
            fill(module.bias, bias)
        elif isinstance(module, (nn.Conv1d, nn.Conv2d)):
            kernel, bias = next(layers)
            fill(module.weight, np.moveaxis(kernel, (-1, -2), (0, 1)))
            fill(module.bias, bias)
        elif isinstance(module, nn.BatchNorm2d):
            places = (module.weight, module.bias, module.running_mean, module.running_var)
            for place, values in zip(places, next(layers)):
                fill(place, values)
        elif isinstance(module, nn.Embedding):
            fill(module.weight, next(layers)[0])
        elif isinstance(module, nn.LSTM):
            for index in range(module.num_layers):
                kernel, recurrent, bias = next(layers)
                fill(getattr(module, f"weight_ih_l{index}"), kernel.T)
                fill(getattr(module, f"weight_hh_l{index}"), recurrent.T)
                fill(getattr(module, f"bias_ih_l{index}"), bias)
                second = getattr(module, f"bias_hh_l{index}")
                fill(second, np.zeros_like(bias))
                second_biases.append(second)
        elif isinstance(module, nn.Flatten):
            height = 6
    return second_biases


def run_keras(backend):
    os.environ.update(KERAS_BACKEND=backend, TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
    import keras

    kl = keras.layers
    x, y, layers = read_arrays()

    def conv1d():
        return kl.Conv1D(128, 5, activation="relu")

    def dense(*units):
        return [kl.Dense(n, activation="relu") for n in units]

    def block(filters):
        return [kl.Conv2D(filters, 3, activation="relu"), kl.BatchNormalization(), kl.MaxPooling2D()]

    def softmax(classes):
        return [kl.Dense(classes, activation="softmax")]

    net, loss = {
        "ch2": lambda: (dense(32, 32, 32, 32, 16) + [kl.Dense(1)], "mae"),
        "ch5": lambda: (dense(512, 256, 128) + softmax(10), "categorical_crossentropy"),
        "ch7": lambda: (
            block(64) + block(32) + [kl.Flatten()] + dense(512, 256) + softmax(10),
            "categorical_crossentropy",
        ),
        "ch9": lambda: (
            [kl.LSTM(100, return_sequences=True), kl.LSTM(100), kl.Dense(1, activation="tanh")],
            "mse",
        ),
        "ch10": lambda: (
            [kl.Embedding(WORDS, 100, trainable=False), conv1d(), kl.MaxPooling1D(5), conv1d()]
            + [kl.MaxPooling1D(5), conv1d(), kl.GlobalMaxPooling1D()]
            + dense(128)
            + softmax(20),
            "categorical_crossentropy",
        ),
        "ch10lstm": lambda: (
            [kl.Embedding(WORDS, 100), kl.LSTM(10), kl.Dense(1, activation="sigmoid")],
            "binary_crossentropy",
        ),
        "ch12": lambda: (dense(16, 16, 16) + [kl.Dense(2)], "mse"),
    }[NAME]()
    dtype = "int32" if NAME.startswith("ch10") else "float32"
    model = keras.Sequential([kl.Input(x.shape[1:], dtype=dtype)] + net)
    with_weights = [layer for layer in model.layers if layer.weights]
    for layer, weights in zip(with_weights, layers):
        layer.set_weights(weights)
    # Keras corrects the bias outside of the root: this is 1e-7 within, for the first step.
    optimizer = keras.optimizers.Adam(1e-3, epsilon=1e-7 * (1 - 0.999) ** 0.5)
    model.compile(optimizer=optimizer, loss=loss)

    def loss_of_step():
        model.reset_metrics()
        return float(model.train_on_batch(x, y))

    losses = [loss_of_step() for _ in range(NUM_LOSSES)]
    framework = __import__(backend)
    versions = {"keras": keras.__version__, backend: framework.__version__}
    steps = STEPS_PER_EPOCH[NAME]
    meter = Meter(losses, versions, steps)

    class Clock(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            meter.begin()

        def on_epoch_end(self, epoch, logs=None):
            meter.end()

    many = np.concatenate([x] * steps), np.concatenate([y] * steps)
    model.fit(*many, batch_size=len(x), epochs=10**9, shuffle=False, verbose=0, callbacks=[Clock()])


if COLUMN == "torch":
    run_torch()
else:
    run_keras({"kerasTf": "tensorflow", "kerasJax": "jax"}[COLUMN])
